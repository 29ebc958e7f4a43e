package io.sreagent.simulator;

import io.sreagent.simulator.clock.Mode;
import io.sreagent.simulator.clock.SimulationClock;
import io.sreagent.simulator.http.LocalServer;
import io.sreagent.simulator.http.Mutation;
import io.sreagent.simulator.http.MutationLog;
import io.sreagent.simulator.kubernetes.KubernetesApi;
import io.sreagent.simulator.kubernetes.PodLog;
import io.sreagent.simulator.loki.LokiApi;
import io.sreagent.simulator.metrics.Labels;
import io.sreagent.simulator.prometheus.PrometheusApi;
import io.sreagent.simulator.scenario.Scenario;
import io.sreagent.simulator.world.GroundTruth;
import io.sreagent.simulator.world.World;
import java.time.Duration;
import java.util.List;

/**
 * A running scenario: a world, its clock, and four ports on the loopback address (Prometheus,
 * Kubernetes, control, Loki).
 *
 * <p>An agent sees the ports. Whoever started it in this process also has {@link #truth()}, which
 * no port shows.
 */
public final class Simulator implements AutoCloseable {
    private static final long SHORTEST_TICK = 10;
    private static final long LONGEST_TICK = 500;

    private final Scenario scenario;
    private final World world;
    private final SimulationClock clock;
    private final MutationLog log = new MutationLog();
    private final LocalServer prometheus;
    private final LocalServer kubernetes;
    private final LocalServer control;
    private final LocalServer loki;
    private final Thread ticker;
    private volatile Runnable keeper = () -> {};

    private Simulator(Scenario scenario, SimulatorOptions options) {
        this.scenario = scenario;
        world = new World(scenario, options.start());
        var begin = world.truth().start().plus(options.skip());
        world.advanceTo(begin);
        clock =
                options.mode() == Mode.SCALED
                        ? SimulationClock.scaled(begin, options.speed())
                        : SimulationClock.lockstep(begin);
        var lock = world.lock();
        int base = options.portBase();
        prometheus =
                LocalServer.start(
                        base,
                        new PrometheusApi(world.samples(), clock, lock.readLock(), this::catchUp));
        var podLog =
                new PodLog(
                        (pod, since, previous) ->
                                world.log(pod, since, previous).stream()
                                        .map(l -> new PodLog.Line(l.at(), l.text()))
                                        .toList());
        kubernetes =
                LocalServer.start(
                        base == 0 ? 0 : base + 1,
                        new KubernetesApi(
                                world.cluster(),
                                podLog,
                                clock,
                                lock,
                                this::catchUp,
                                log,
                                options.token()));
        control =
                LocalServer.start(
                        base == 0 ? 0 : base + 2,
                        new ControlApi(clock, log, this::beforeAdvance, this::catchUp));
        loki =
                LocalServer.start(
                        base == 0 ? 0 : base + 3,
                        new LokiApi(this::streams, clock, lock.readLock(), this::catchUp));
        ticker = Thread.ofVirtual().name("simulation-ticker").unstarted(this::tick);
        if (options.mode() == Mode.SCALED) {
            clock.restart();
            ticker.start();
        }
    }

    /**
     * Builds the world, lives through its history (a second or two), opens the ports and lets time
     * run.
     */
    public static Simulator start(Scenario scenario, SimulatorOptions options) {
        return new Simulator(scenario, options);
    }

    /**
     * Called before a lock-step clock is moved over the wire; time stands still until it returns.
     * Whatever it throws is the answer to whoever wanted to move the clock.
     */
    public void onAdvance(Runnable keeper) {
        this.keeper = keeper;
    }

    private void beforeAdvance() {
        keeper.run();
    }

    private List<LokiApi.Stream> streams(long since) {
        return world.logs(since).stream()
                .map(
                        pod ->
                                new LokiApi.Stream(
                                        Labels.of(
                                                "namespace", pod.namespace(),
                                                "app", pod.service(),
                                                "service_name", pod.service(),
                                                "pod", pod.pod(),
                                                "container", pod.service()),
                                        pod.lines().stream()
                                                .map(
                                                        l ->
                                                                new LokiApi.Line(
                                                                        l.at() * 1_000_000,
                                                                        l.text()))
                                                .toList()))
                .toList();
    }

    private void catchUp() {
        world.advanceTo(clock.instant());
    }

    /** Moves a scaled world on though nobody asks, so that watches see changes when they happen. */
    private void tick() {
        long pause = Math.clamp((long) (5_000 / clock.speed()), SHORTEST_TICK, LONGEST_TICK);
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(pause);
                catchUp();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** Advances a lock-step clock and the world with it. */
    public void advance(Duration by) {
        clock.advance(by);
        catchUp();
    }

    public String prometheusUrl() {
        return prometheus.url();
    }

    public String kubernetesUrl() {
        return kubernetes.url();
    }

    public String controlUrl() {
        return control.url();
    }

    public String lokiUrl() {
        return loki.url();
    }

    public SimulationClock clock() {
        return clock;
    }

    public Scenario scenario() {
        return scenario;
    }

    /** Requests that asked the cluster for a change, in order. */
    public List<Mutation> requests() {
        return log.all();
    }

    /** What is really going on; for the evaluator. */
    public GroundTruth truth() {
        return world.truth();
    }

    @Override
    public void close() {
        ticker.interrupt();
        prometheus.close();
        kubernetes.close();
        control.close();
        loki.close();
    }
}
