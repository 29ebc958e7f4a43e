package io.sreagent.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.cluster.ObjectStore;
import io.sreagent.simulator.cluster.Quantities;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.cluster.Tree;
import io.sreagent.simulator.metrics.Labels;
import io.sreagent.simulator.metrics.SeriesStore;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is on the persistent volumes: about half full, growing slowly, faster when a fault writes.
 */
final class Volumes {
    private final ObjectStore objects;
    private final SeriesStore store;
    private final Dice dice;
    private final Map<String, Volume> volumes = new LinkedHashMap<>(); // by namespace/name
    private long version = -1;

    /** One claim's volume. */
    static final class Volume {
        final String namespace;
        final String claim;
        final String service;
        double usedMib;
        double capacityMib;
        double growth; // MiB per minute, from faults

        Volume(String namespace, String claim, String service, double usedMib) {
            this.namespace = namespace;
            this.claim = claim;
            this.service = service;
            this.usedMib = usedMib;
        }

        double share() {
            return capacityMib > 0 ? usedMib / capacityMib : 0;
        }
    }

    Volumes(ObjectStore objects, SeriesStore store, Dice dice) {
        this.objects = objects;
        this.store = store;
        this.dice = dice;
    }

    void step(long minute) {
        if (version != objects.version(ResourceType.CLAIM)) {
            version = objects.version(ResourceType.CLAIM);
            for (ObjectNode claim : objects.list(ResourceType.CLAIM)) {
                double capacity =
                        Quantities.mebibytes(Tree.text(claim, "status/capacity/storage"), 0);
                String key = Tree.namespace(claim) + "/" + Tree.name(claim);
                volumes.computeIfAbsent(
                                        key,
                                        k ->
                                                new Volume(
                                                        Tree.namespace(claim),
                                                        Tree.name(claim),
                                                        Tree.label(claim, "app"),
                                                        capacity * 0.45))
                                .capacityMib =
                        capacity;
            }
        }
        for (Volume v : volumes.values()) {
            double slow =
                    v.capacityMib
                            * 2e-7
                            * (1 + 0.3 * dice.gaussian(minute * 16 + v.claim.length()));
            v.usedMib = Math.min(v.capacityMib, v.usedMib + slow + v.growth);
        }
    }

    void scrape(int slot) {
        for (Volume v : volumes.values()) {
            String[] labels = {
                Labels.NAME,
                "kubelet_volume_stats_available_bytes",
                "namespace",
                v.namespace,
                "persistentvolumeclaim",
                v.claim
            };
            store.series(Labels.of(labels), slot)
                    .append(slot, Math.rint((v.capacityMib - v.usedMib) * 1048576));
            labels[1] = "kubelet_volume_stats_capacity_bytes";
            store.series(Labels.of(labels), slot).hold(slot, Math.rint(v.capacityMib * 1048576));
        }
    }

    void pause(int slot) {
        for (Volume v : volumes.values()) {
            store.series(
                            Labels.of(
                                    Labels.NAME,
                                    "kubelet_volume_stats_capacity_bytes",
                                    "namespace",
                                    v.namespace,
                                    "persistentvolumeclaim",
                                    v.claim),
                            slot)
                    .pause(slot);
        }
    }

    /** The volumes of a service. */
    Iterable<Volume> of(String service) {
        return volumes.values().stream().filter(v -> v.service.equals(service)).toList();
    }

    /** How full the fullest volume of a service is; 0 without any. */
    double fullest(String service) {
        double most = 0;
        for (Volume v : of(service)) {
            most = Math.max(most, v.share());
        }
        return most;
    }

    void calm() {
        volumes.values().forEach(v -> v.growth = 0);
    }
}
