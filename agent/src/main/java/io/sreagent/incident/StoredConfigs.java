package io.sreagent.incident;

import io.sreagent.contract.act.Target;
import io.sreagent.contract.source.ConfigHistory;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Keeps what configuration objects held, so that a bad push can be rolled back by a process that
 * was not there when it came: after a crash nobody else knows the content from before.
 */
@Singleton
public class StoredConfigs implements ConfigHistory, ConfigHistory.Listener {
    private final Database database;
    private final ConfigSnapshots snapshots;

    public StoredConfigs(Database database, ConfigSnapshots snapshots) {
        this.database = database;
        this.snapshots = snapshots;
    }

    @Override
    public void seen(Version version) {
        Target object = version.object();
        ConfigSnapshot snapshot =
                new ConfigSnapshot(
                        object.namespace(),
                        object.name(),
                        object.uid(),
                        version.version(),
                        version.since(),
                        version.data());
        database.change("config:seen", tx -> snapshots.put(tx, snapshot));
    }

    @Override
    public List<Version> versions(Target object) {
        return snapshots.history(object.namespace(), object.name()).stream()
                .filter(snapshot -> snapshot.uid().equals(object.uid()))
                .map(
                        snapshot ->
                                new Version(
                                        object,
                                        snapshot.resourceVersion(),
                                        snapshot.seenAt(),
                                        snapshot.data()))
                .toList();
    }
}
