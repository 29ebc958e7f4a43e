package io.sreagent.incident;

import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;

/** The database server's clock. Asks it each time; inside a transaction on its connection. */
public final class DatabaseClock implements InstantSource {
    private final Database database;

    public DatabaseClock(Database database) {
        this.database = database;
    }

    @Override
    public Instant instant() {
        // PostgreSQL's CURRENT_TIMESTAMP stands still within a transaction, which may have waited
        // for a lock for long; what expired meanwhile must count as expired.
        String now =
                database.isH2()
                        ? "SELECT CURRENT_TIMESTAMP AS now"
                        : "SELECT clock_timestamp() AS now";
        return database.read(
                handle ->
                        handle.createQuery(now)
                                .map(
                                        (row, context) ->
                                                row.getObject(1, OffsetDateTime.class).toInstant())
                                .one());
    }
}
