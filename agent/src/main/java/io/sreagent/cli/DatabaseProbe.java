package io.sreagent.cli;

import io.sreagent.settings.Configuration;
import io.sreagent.settings.Masked;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Whether the database can be had; it is neither made nor changed. */
final class DatabaseProbe {
    /** H2: another process has the file open. */
    private static final int IN_USE = 90020;

    private final Configuration configuration;

    DatabaseProbe(Configuration configuration) {
        this.configuration = configuration;
    }

    void look(Ward ward) {
        Optional<Path> file = DatabaseUrl.file(configuration);
        if (file.isPresent() && !OfflineStore.exists(configuration)) {
            ward.well("database", "none yet at " + file.get() + "; the first start makes it");
            return;
        }
        try (Connection connection =
                DriverManager.getConnection(
                        DatabaseUrl.absolute(configuration),
                        configuration.get("database.user").orElse(""),
                        configuration.get("database.password").orElse(""))) {
            var about = connection.getMetaData();
            ward.well(
                    "database",
                    about.getDatabaseProductName() + " " + about.getDatabaseProductVersion());
            messages(connection, ward);
        } catch (SQLException cannot) {
            if (cannot.getErrorCode() == IN_USE) {
                ward.well("database", file.orElseThrow() + ", in use by a running server");
                new RunningServer(configuration).look(ward);
            } else {
                ward.ill(
                        "database",
                        Masked.text(
                                        configuration.require("database.url")
                                                + " does not open: "
                                                + cannot.getMessage())
                                + "\nSee database.url, database.user and database.password.");
            }
        }
    }

    /** Messages to people that did not arrive in the last week. */
    private static void messages(Connection connection, Ward ward) {
        try (PreparedStatement failed =
                connection.prepareStatement(
                        "SELECT message_key, detail FROM outbox WHERE state = 'FAILED' AND settled_at >= ? ORDER BY number DESC")) {
            failed.setObject(1, OffsetDateTime.now(ZoneOffset.UTC).minusDays(7));
            ResultSet rows = failed.executeQuery();
            int count = 0;
            String last = "";
            while (rows.next()) {
                if (count++ == 0) last = rows.getString(1) + ": " + rows.getString(2);
            }
            if (count > 0)
                ward.ill(
                        "messages",
                        "%d failed in the last week; the last: %s".formatted(count, last));
        } catch (SQLException olderSchema) {
            ward.well("messages", "none: the first start makes their table");
        }
    }
}
