package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.CrossVersionObjectReference;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.source.Autoscaler;
import java.util.List;
import java.util.Optional;

/** Who scales what: an autoscaler owns the replica count of its target. */
final class Autoscalers {
    private Autoscalers() {}

    /** The autoscaler of a workload, among all there are. */
    static Optional<HorizontalPodAutoscaler> of(
            HasMetadata workload, List<HorizontalPodAutoscaler> all) {
        ObjectMeta meta = workload.getMetadata();
        return of(new Target(workload.getKind(), meta.getNamespace(), meta.getName(), ""), all);
    }

    static Optional<HorizontalPodAutoscaler> of(
            Target workload, List<HorizontalPodAutoscaler> all) {
        return all.stream().filter(hpa -> scales(hpa, workload)).findFirst();
    }

    private static boolean scales(HorizontalPodAutoscaler hpa, Target workload) {
        CrossVersionObjectReference scaled = hpa.getSpec().getScaleTargetRef();
        return hpa.getMetadata().getNamespace().equals(workload.namespace())
                && scaled.getKind().equals(workload.kind())
                && scaled.getName().equals(workload.name());
    }

    /** Kubernetes reads an absent lower bound as 1. */
    static Autoscaler read(HorizontalPodAutoscaler hpa) {
        ObjectMeta meta = hpa.getMetadata();
        Integer min = hpa.getSpec().getMinReplicas();
        return new Autoscaler(
                new Target(
                        "HorizontalPodAutoscaler",
                        meta.getNamespace(),
                        meta.getName(),
                        meta.getUid()),
                min == null ? 1 : min,
                hpa.getSpec().getMaxReplicas());
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
