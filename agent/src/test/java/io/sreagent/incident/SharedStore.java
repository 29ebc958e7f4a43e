package io.sreagent.incident;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** One open database per kind for the whole test run, emptied for each test: opening costs time. */
public final class SharedStore {
    private static final Map<Backend, Database> OPEN = new EnumMap<>(Backend.class);
    private static volatile CommitPoints.Listener listener = point -> {};

    private SharedStore() {}

    /** Just as migrated, and telling this listener of its commits. */
    public static synchronized Database empty(Backend backend, CommitPoints.Listener told) {
        Database database = OPEN.computeIfAbsent(backend, SharedStore::open);
        listener = point -> {};
        wipe(backend, database);
        listener = told;
        return database;
    }

    private static Database open(Backend backend) {
        try {
            Path folder = Files.createTempDirectory("store");
            folder.toFile().deleteOnExit();
            return new Database(
                    backend.fresh(folder), new CommitPoints(point -> listener.passed(point)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void wipe(Backend backend, Database database) {
        database.change(
                "wipe",
                tx -> {
                    List<String> tables =
                            tx.handle()
                                    .createQuery(
                                            "SELECT table_name FROM information_schema.tables WHERE LOWER(table_schema) = 'public' AND LOWER(table_name) <> 'flyway_schema_history'")
                                    .mapTo(String.class)
                                    .list();
                    if (backend == Backend.POSTGRESQL) {
                        tx.handle()
                                .execute(
                                        "TRUNCATE "
                                                + String.join(", ", tables)
                                                + " RESTART IDENTITY");
                    } else {
                        tx.handle().execute("SET REFERENTIAL_INTEGRITY FALSE");
                        for (String table : tables) {
                            tx.handle().execute("TRUNCATE TABLE " + table + " RESTART IDENTITY");
                        }
                        tx.handle().execute("SET REFERENTIAL_INTEGRITY TRUE");
                    }
                });
        database.change(
                "seed",
                tx -> {
                    tx.handle()
                            .execute("INSERT INTO counter VALUES ('incident', 0), ('target', 0)");
                    tx.handle()
                            .execute(
                                    "INSERT INTO policy VALUES ('kill_switch', FALSE, 'test', '', CURRENT_TIMESTAMP)");
                    tx.handle()
                            .execute(
                                    "INSERT INTO audit_head VALUES (1, 0, ?)", AuditRecord.GENESIS);
                });
    }
}
