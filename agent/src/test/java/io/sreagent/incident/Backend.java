package io.sreagent.incident;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** The databases that every test of the store runs on. */
public enum Backend {
    H2 {
        @Override
        public Database.Settings fresh(Path folder) {
            return new Settings(
                    "jdbc:h2:file:" + folder.resolve("store").toAbsolutePath(), Optional.empty());
        }
    },
    POSTGRESQL {
        @Override
        public Database.Settings fresh(Path folder) {
            String name = "store" + COUNT.incrementAndGet();
            try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
            return new Settings(
                    "jdbc:postgresql://localhost:%d/%s".formatted(Server.POSTGRES.getPort(), name),
                    Optional.of("postgres"));
        }
    };

    private static final AtomicInteger COUNT = new AtomicInteger();

    /** Held on to, or the levels are forgotten. */
    private static final List<Logger> QUIET =
            Stream.of("org.flywaydb", "com.zaxxer", "io.zonky", "com.github", "io.sreagent")
                    .map(Logger::getLogger)
                    .toList();

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.SEVERE));
    }

    /** Where a new, empty database is. */
    public abstract Database.Settings fresh(Path folder);

    /** Settings written by hand. */
    public record Settings(String url, Optional<String> user) implements Database.Settings {
        @Override
        public Optional<String> password() {
            return Optional.empty();
        }

        @Override
        public int poolSize() {
            return 10;
        }
    }

    /** One server for all tests of the run, started when first asked for. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                // It ends with the test run by a shutdown hook of its own.
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
