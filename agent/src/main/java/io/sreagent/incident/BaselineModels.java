package io.sreagent.incident;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** What has been learned as normal, in the database: bytes by the id of the metric. */
@Singleton
public class BaselineModels {
    private static final int LONGEST_ID = 1000;

    private final Database database;

    public BaselineModels(Database database) {
        this.database = database;
    }

    /** Replaces what was kept of these metrics; an id longer than the column is left out. */
    public void put(Map<String, byte[]> models, Instant at) {
        database.change(
                "baseline:kept",
                tx -> {
                    for (Map.Entry<String, byte[]> each : models.entrySet()) {
                        if (each.getKey().length() > LONGEST_ID) continue;
                        tx.handle()
                                .createUpdate(
                                        """
                                        MERGE INTO baseline_model USING (SELECT CAST(:metric AS VARCHAR(1000)) AS wanted) given ON baseline_model.metric = given.wanted
                                        WHEN MATCHED THEN UPDATE SET model = :model, kept_at = :at
                                        WHEN NOT MATCHED THEN INSERT (metric, model, kept_at) VALUES (:metric, :model, :at)
                                        """)
                                .bind("metric", each.getKey())
                                .bind("model", Base64.getEncoder().encodeToString(each.getValue()))
                                .bind("at", at)
                                .execute();
                    }
                });
    }

    /** Everything kept since a time. */
    public Map<String, byte[]> since(Instant time) {
        return database.read(
                handle -> {
                    Map<String, byte[]> models = new HashMap<>();
                    handle.createQuery(
                                    "SELECT metric, model FROM baseline_model WHERE kept_at >= :time")
                            .bind("time", time)
                            .map(
                                    (row, context) ->
                                            Map.entry(
                                                    row.getString("metric"),
                                                    Base64.getDecoder()
                                                            .decode(row.getString("model"))))
                            .forEach(each -> models.put(each.getKey(), each.getValue()));
                    return models;
                });
    }
}
