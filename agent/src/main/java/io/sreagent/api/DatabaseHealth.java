package io.sreagent.api;

import io.sreagent.incident.Database;
import io.sreagent.pipeline.HealthPart;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether the database answers. */
@Singleton
final class DatabaseHealth implements HealthPart {
    private static final int TIMEOUT_SECONDS = 2;

    private final Database database;

    DatabaseHealth(Database database) {
        this.database = database;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public Report report() {
        try (Connection connection = database.dataSource().getConnection()) {
            if (!connection.isValid(TIMEOUT_SECONDS))
                return new Report(Level.DOWN, "does not answer within " + TIMEOUT_SECONDS + " s");
            String product = connection.getMetaData().getDatabaseProductName();
            String version = connection.getMetaData().getDatabaseProductVersion();
            return new Report(Level.UP, product + " " + version);
        } catch (SQLException broken) {
            return new Report(Level.DOWN, String.valueOf(broken.getMessage()));
        }
    }
}
