package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import java.util.List;
import java.util.Optional;

/** Who scales what: an autoscaler owns the replica count of its target. */
final class Autoscalers {
    private Autoscalers() {}

    /** The autoscaler of a workload, among all there are. */
    static Optional<HorizontalPodAutoscaler> of(
            HasMetadata workload, List<HorizontalPodAutoscaler> all) {
        return all.stream()
                .filter(
                        h ->
                                h.getMetadata()
                                                .getNamespace()
                                                .equals(workload.getMetadata().getNamespace())
                                        && h.getSpec()
                                                .getScaleTargetRef()
                                                .getKind()
                                                .equals(workload.getKind())
                                        && h.getSpec()
                                                .getScaleTargetRef()
                                                .getName()
                                                .equals(workload.getMetadata().getName()))
                .findFirst();
    }

    /**
     * Names of the objects of an autoscaling kind whose reference, at a pointer into them, is this
     * workload. A cluster without the kind has none.
     */
    static List<JsonNode> aimedAt(ApiServer api, Kind kind, LiveObject live, String reference)
            throws ClusterTrouble {
        ApiServer.Reply reply = api.get(kind.path(live.namespace()));
        if (reply.isAbsent()) return List.of();
        if (!reply.isOk()) {
            throw new ClusterTrouble(
                    "Whether something scales "
                            + live.target().id()
                            + " cannot be seen: "
                            + reply.words(),
                    reply.status(),
                    null);
        }
        List<JsonNode> found = new java.util.ArrayList<>();
        for (JsonNode item : reply.body().path("items")) {
            JsonNode ref = item.at(reference);
            if (ref.path("kind").asText().equals(live.kind().text())
                    && ref.path("name").asText().equals(live.name())) {
                found.add(item);
            }
        }
        return found;
    }
}
