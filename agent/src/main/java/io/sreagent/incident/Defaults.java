package io.sreagent.incident;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;

/** What the container injects unless something else is provided, as simulated time does. */
@Singleton
class Defaults {
    @Produces
    @Singleton
    @DefaultBean
    CommitPoints commitPoints() {
        return CommitPoints.fromEnvironment();
    }

    @Produces
    @Singleton
    @DefaultBean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    @Singleton
    @DefaultBean
    @DatabaseTime
    InstantSource databaseTime(Database database) {
        return new DatabaseClock(database);
    }

    /** For packages that keep tables of their own. */
    @Produces
    @Singleton
    @DefaultBean
    Jdbi jdbi(Database database) {
        return database.jdbi();
    }
}
