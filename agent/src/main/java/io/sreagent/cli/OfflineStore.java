package io.sreagent.cli;

import io.sreagent.incident.AuditAnchor;
import io.sreagent.incident.AuditLog;
import io.sreagent.incident.CommitPoints;
import io.sreagent.incident.Database;
import io.sreagent.settings.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The stores, opened by a command while no server runs. */
final class OfflineStore implements AutoCloseable {
    private final Database database;
    private final Path anchor;

    private OfflineStore(Database database, Path anchor) {
        this.database = database;
        this.anchor = anchor;
    }

    private record Settings(
            String url, Optional<String> user, Optional<String> password, int poolSize)
            implements Database.Settings {}

    /**
     * Opens the configured database and brings its tables up to date.
     *
     * @throws Failure when it cannot be opened
     */
    static OfflineStore open(Configuration configuration) {
        Settings settings =
                new Settings(
                        DatabaseUrl.absolute(configuration),
                        configuration.get("database.user"),
                        configuration.get("database.password"),
                        2);
        try {
            return new OfflineStore(
                    new Database(settings, CommitPoints.none()),
                    configuration.path("audit.anchor_file").normalize());
        } catch (RuntimeException cannot) {
            throw new Failure(Exit.UNREACHABLE, String.valueOf(cannot.getMessage()));
        }
    }

    /** Whether there is something to open; an embedded database that is not there would be made. */
    static boolean exists(Configuration configuration) {
        return DatabaseUrl.file(configuration)
                .map(file -> Files.exists(Path.of(file + ".mv.db")))
                .orElse(true);
    }

    Database database() {
        return database;
    }

    AuditLog audit() {
        return new AuditLog(database, new AuditAnchor(anchor));
    }

    @Override
    public void close() {
        database.close();
    }
}
