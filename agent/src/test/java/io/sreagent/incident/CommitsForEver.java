package io.sreagent.incident;

import java.time.Instant;
import java.util.Optional;

/** Commits one row after another until the environment kills it. */
public final class CommitsForEver {
    private CommitsForEver() {}

    /** Arguments: URL, user or nothing, name of the run. */
    public static void main(String[] args) {
        var settings =
                new Backend.Settings(args[0], Optional.of(args[1]).filter(user -> !user.isEmpty()));
        try (Database database = new Database(settings, CommitPoints.fromEnvironment())) {
            for (int i = 0; i < 100; i++) {
                String scope = args[2] + "." + i;
                database.change(
                        "commit",
                        tx ->
                                tx.handle()
                                        .execute(
                                                "INSERT INTO policy VALUES (?, TRUE, 'test', '', ?)",
                                                scope,
                                                Instant.EPOCH));
            }
        }
    }
}
