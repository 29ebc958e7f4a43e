package io.sreagent.llm;

import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Purses in the database: a restart forgets nothing, and all replicas spend from the same. */
final class StoredPurses implements Purses {
    private final Jdbi jdbi;
    private final InstantSource clock;

    StoredPurses(Jdbi jdbi, InstantSource clock) {
        this.jdbi = jdbi;
        this.clock = clock;
    }

    @Override
    public boolean take(String purse, Amount amount, Amount most) {
        open(purse);
        return jdbi.withHandle(
                handle ->
                        handle.createUpdate(
                                                """
                                                UPDATE llm_purse SET tokens = tokens + :tokens, microdollars = microdollars + :microdollars
                                                WHERE purse = :purse AND tokens + :tokens <= :most_tokens AND microdollars + :microdollars <= :most_microdollars
                                                """)
                                        .bind("purse", purse)
                                        .bind("tokens", amount.tokens())
                                        .bind("microdollars", amount.microdollars())
                                        .bind("most_tokens", most.tokens())
                                        .bind("most_microdollars", most.microdollars())
                                        .execute()
                                > 0);
    }

    @Override
    public void correct(String purse, Amount by) {
        jdbi.useHandle(
                handle ->
                        handle.createUpdate(
                                        "UPDATE llm_purse SET tokens = tokens + :tokens, microdollars = microdollars + :microdollars WHERE purse = :purse")
                                .bind("purse", purse)
                                .bind("tokens", by.tokens())
                                .bind("microdollars", by.microdollars())
                                .execute());
    }

    @Override
    public Amount spent(String purse) {
        return jdbi.withHandle(
                handle ->
                        handle
                                .createQuery(
                                        "SELECT tokens, microdollars FROM llm_purse WHERE purse = :purse")
                                .bind("purse", purse)
                                .map(
                                        (row, context) ->
                                                new Amount(
                                                        row.getLong("tokens"),
                                                        row.getLong("microdollars")))
                                .stream()
                                .findFirst()
                                .orElse(Amount.NOTHING));
    }

    /** Rows are few and small: one a day, and one an incident that a model was asked about. */
    private void open(String purse) {
        try {
            jdbi.useHandle(
                    handle ->
                            handle.createUpdate(
                                            """
                                            MERGE INTO llm_purse USING (SELECT CAST(:purse AS VARCHAR(200)) AS wanted) given ON llm_purse.purse = given.wanted
                                            WHEN NOT MATCHED THEN INSERT (purse, tokens, microdollars, opened_at) VALUES (:purse, 0, 0, :at)
                                            """)
                                    .bind("purse", purse)
                                    .bind("at", clock.instant())
                                    .execute());
        } catch (UnableToExecuteStatementException another) {
            // Opened by somebody else in the same instant, or the taking tells what is wrong.
        }
    }
}
