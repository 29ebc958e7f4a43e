package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Grows volumes whose claim asks for more, half a minute later; shrinking is refused at the API.
 */
final class VolumeController {
    private final Cluster cluster;
    private final Set<String> growing = new HashSet<>();

    VolumeController(Cluster cluster) {
        this.cluster = cluster;
    }

    void reconcile() {
        for (ObjectNode claim : cluster.objects().list(ResourceType.CLAIM)) {
            if (asked(claim) > capacity(claim) && growing.add(Tree.uid(claim))) {
                cluster.events()
                        .normal(
                                claim,
                                "external-resizer",
                                "Resizing",
                                "External resizer is resizing volume "
                                        + Tree.text(claim, "spec/volumeName"));
                cluster.timeline().in(30_000, () -> grow(claim));
            }
        }
    }

    private void grow(ObjectNode claim) {
        growing.remove(Tree.uid(claim));
        cluster.objects()
                .edit(
                        ResourceType.CLAIM,
                        claim,
                        c ->
                                Tree.make(c, "status/capacity")
                                        .put(
                                                "storage",
                                                Tree.text(c, "spec/resources/requests/storage")));
        cluster.events()
                .normal(
                        claim,
                        "kubelet",
                        "FileSystemResizeSuccessful",
                        "MountVolume.NodeExpandVolume succeeded for volume \""
                                + Tree.text(claim, "spec/volumeName")
                                + "\"");
        cluster.settle();
    }

    static double asked(ObjectNode claim) {
        return Quantities.mebibytes(Tree.text(claim, "spec/resources/requests/storage"), 0);
    }

    static double capacity(ObjectNode claim) {
        return Quantities.mebibytes(Tree.text(claim, "status/capacity/storage"), 0);
    }
}
