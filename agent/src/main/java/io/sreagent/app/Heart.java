package io.sreagent.app;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sreagent.contract.yaml.Mistakes;
import io.sreagent.decision.PlaybookLibrary;
import io.sreagent.decision.ShadowWatch;
import io.sreagent.incident.Jobs;
import io.sreagent.notify.Announcer;
import io.sreagent.pipeline.LoadWatch;
import io.sreagent.pipeline.Loop;
import io.sreagent.pipeline.PlannedReplicas;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Starts the loop with the program and stops it with the program. */
@Singleton
final class Heart {
    private static final Logger LOG = Logger.getLogger(Heart.class);

    /** A person's answer is acted upon as soon as this, however slowly simulated time goes. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private final Loop loop;
    private final PlannedReplicas planned;
    private final LoadWatch loads;
    private final Announcer announcer;
    private final ShadowWatch shadow;
    private final Jobs jobs;
    private final Clocks clocks;
    private final PlaybookLibrary playbooks;
    private final boolean enabled;
    private volatile boolean stopped;
    private @Nullable Thread driver;

    Heart(
            Loop loop,
            PlannedReplicas planned,
            LoadWatch loads,
            Announcer announcer,
            ShadowWatch shadow,
            Jobs jobs,
            Clocks clocks,
            PlaybookLibrary playbooks,
            @ConfigProperty(name = "loop.enabled", defaultValue = "true") boolean enabled) {
        this.loop = loop;
        this.planned = planned;
        this.loads = loads;
        this.announcer = announcer;
        this.shadow = shadow;
        this.jobs = jobs;
        this.clocks = clocks;
        this.playbooks = playbooks;
        this.enabled = enabled;
    }

    void start(@Observes StartupEvent started) {
        if (!enabled) return; // a training run, or doctor: it answers and watches nothing
        tellMistakes();
        loop.register();
        planned.register();
        loads.register();
        announcer.begin();
        shadow.begin();
        Optional<SimulatedClock> simulated = clocks.simulated();
        if (simulated.isPresent()) {
            driver = Thread.ofVirtual().name("simulated-time").start(() -> drive(simulated.get()));
        } else {
            jobs.start();
        }
    }

    /** A slip of the pen in one playbook does not keep the program from using the others. */
    private void tellMistakes() {
        try {
            playbooks.check();
        } catch (Mistakes wrong) {
            LOG.errorf("Playbooks with mistakes are not used:\n%s", wrong.getMessage());
        }
    }

    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped = true;
        if (driver != null) driver.join(Duration.ofSeconds(5));
    }

    /**
     * Does all that is due, then lets simulated time pass to the next thing that will be, or waits
     * for it. A scheduler with threads of its own would take leaping time for its own death.
     */
    private void drive(SimulatedClock clock) {
        try {
            while (!stopped) {
                jobs.runDue();
                Duration next = untilNext(clock.instant());
                if (clock.isLockstep()) clock.advance(next);
                else Thread.sleep(shorter(clock.wall(next), LOOK));
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException gone) {
            LOG.infof("The simulated world has ended: %s", gone.getMessage());
        } catch (RuntimeException broken) {
            LOG.errorf(broken, "The loop has stopped");
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Duration untilNext(Instant now) {
        Duration most = loop.interval();
        Duration due =
                jobs.nextDue().map(at -> Duration.between(now, at).plusMillis(999)).orElse(most);
        Duration whole = Duration.ofSeconds(Math.max(1, due.toSeconds()));
        return whole.compareTo(most) < 0 ? whole : most;
    }
}
