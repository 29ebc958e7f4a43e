package io.sreagent.app;

import io.sreagent.incident.Database;
import io.sreagent.incident.DatabaseClock;
import io.sreagent.incident.DatabaseTime;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which time the program lives in: the world's, or that of a simulator that {@code clock.url}
 * names.
 */
@Singleton
final class Clocks {
    private final Optional<SimulatedClock> simulated;

    Clocks(@ConfigProperty(name = "clock.url") Optional<URI> url) {
        this.simulated = url.map(SimulatedClock::new);
    }

    @Produces
    @Singleton
    InstantSource clock() {
        return simulated.<InstantSource>map(clock -> clock).orElse(InstantSource.system());
    }

    /** Simulated time has no database of its own, so there the two are one. */
    @Produces
    @Singleton
    @DatabaseTime
    InstantSource databaseTime(Database database) {
        return simulated
                .<InstantSource>map(clock -> clock)
                .orElseGet(() -> new DatabaseClock(database));
    }

    Optional<SimulatedClock> simulated() {
        return simulated;
    }
}
