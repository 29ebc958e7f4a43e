package io.sreagent.incident;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The content history of config maps: what a bad push is rolled back to. */
@Singleton
public class ConfigSnapshots {
    private static final String OF_OBJECT =
            "SELECT * FROM config_snapshot WHERE namespace = :namespace AND name = :name";

    private final Database database;

    public ConfigSnapshots(Database database) {
        this.database = database;
    }

    /**
     * Keeps a content, unless it is the one that was kept last for this very object.
     *
     * @return whether it was new
     */
    public boolean put(Tx tx, ConfigSnapshot snapshot) {
        Optional<ConfigSnapshot> last = newest(tx.handle(), snapshot.namespace(), snapshot.name());
        boolean same =
                last.filter(
                                known ->
                                        known.uid().equals(snapshot.uid())
                                                && known.data().equals(snapshot.data()))
                        .isPresent();
        if (same) return false;
        tx.handle()
                .createUpdate(
                        """
                        INSERT INTO config_snapshot (namespace, name, uid, resource_version, seen_at, content)
                        VALUES (:namespace, :name, :uid, :version, :seenAt, :content)
                        """)
                .bind("namespace", snapshot.namespace())
                .bind("name", snapshot.name())
                .bind("uid", snapshot.uid())
                .bind("version", snapshot.resourceVersion())
                .bind("seenAt", snapshot.seenAt())
                .bind("content", Json.write(snapshot.data()))
                .execute();
        return true;
    }

    /** The content that stood before this instant, if it was seen. */
    public Optional<ConfigSnapshot> before(String namespace, String name, Instant time) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        OF_OBJECT
                                                + " AND seen_at < :time ORDER BY seen_at DESC, number DESC FETCH FIRST 1 ROWS ONLY")
                                .bind("namespace", namespace)
                                .bind("name", name)
                                .bind("time", time)
                                .map((row, context) -> snapshot(row))
                                .findOne());
    }

    /** All contents, newest first. */
    public List<ConfigSnapshot> history(String namespace, String name) {
        return database.read(
                handle ->
                        handle.createQuery(OF_OBJECT + " ORDER BY seen_at DESC, number DESC")
                                .bind("namespace", namespace)
                                .bind("name", name)
                                .map((row, context) -> snapshot(row))
                                .list());
    }

    private static Optional<ConfigSnapshot> newest(Handle handle, String namespace, String name) {
        return handle.createQuery(
                        OF_OBJECT + " ORDER BY seen_at DESC, number DESC FETCH FIRST 1 ROWS ONLY")
                .bind("namespace", namespace)
                .bind("name", name)
                .map((row, context) -> snapshot(row))
                .findOne();
    }

    private static ConfigSnapshot snapshot(ResultSet row) throws SQLException {
        return new ConfigSnapshot(
                row.getString("namespace"),
                row.getString("name"),
                row.getString("uid"),
                row.getString("resource_version"),
                Sql.instant(row, "seen_at"),
                texts(row.getString("content")));
    }

    private static Map<String, String> texts(String json) {
        Map<String, String> data = new TreeMap<>();
        JsonNode node = Json.read(json, JsonNode.class);
        node.properties().forEach(entry -> data.put(entry.getKey(), entry.getValue().asText()));
        return data;
    }
}
