package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * HorizontalPodAutoscaler on CPU: desired = ceil(current x utilisation / target), left alone within
 * 10 %, scaled down only to the highest wish of the last five minutes.
 */
final class Autoscaler {
    private static final int STABLE_ROUNDS = 5;
    private static final int SHOWN_EVERY = 5; // minutes between updates of the shown utilisation

    private final Cluster cluster;
    private final Map<String, Deque<Integer>> wishes = new HashMap<>();

    Autoscaler(Cluster cluster) {
        this.cluster = cluster;
    }

    void round(ToDoubleFunction<ObjectNode> cpuShareOfRequest) {
        ObjectStore objects = cluster.objects();
        for (ObjectNode hpa : objects.list(ResourceType.AUTOSCALER)) {
            objects.get(
                            ResourceType.DEPLOYMENT,
                            Tree.namespace(hpa),
                            Tree.text(hpa, "spec/scaleTargetRef/name"))
                    .ifPresent(
                            deployment ->
                                    scale(
                                            hpa,
                                            deployment,
                                            cpuShareOfRequest.applyAsDouble(deployment)));
        }
    }

    private void scale(ObjectNode hpa, ObjectNode deployment, double share) {
        ObjectStore objects = cluster.objects();
        int current = deployment.path("spec").path("replicas").asInt(1);
        int least = hpa.path("spec").path("minReplicas").asInt(1);
        int most = hpa.path("spec").path("maxReplicas").asInt(10);
        double target =
                Tree.at(hpa, "spec/metrics/0/resource/target/averageUtilization").asDouble(80)
                        / 100;
        boolean known = share >= 0 && current > 0;
        int wish = current;
        if (known && Math.abs(share / target - 1) > 0.1) {
            wish = (int) Math.ceil(current * share / target);
        }
        boolean limited = wish > most || wish < least;
        wish = Math.max(least, Math.min(most, wish));
        Deque<Integer> recent = wishes.computeIfAbsent(Tree.uid(hpa), uid -> new ArrayDeque<>());
        recent.addLast(wish);
        if (recent.size() > STABLE_ROUNDS) {
            recent.removeFirst();
        }
        int desired =
                current == 0
                        ? 0
                        : wish >= current
                                ? wish
                                : Math.min(
                                        current,
                                        recent.stream()
                                                .mapToInt(Integer::intValue)
                                                .max()
                                                .orElse(wish));
        desired = current == 0 ? 0 : Math.max(least, Math.min(most, desired));
        if (desired != current) {
            int to = desired;
            cluster.events()
                    .normal(
                            hpa,
                            "horizontal-pod-autoscaler",
                            "SuccessfulRescale",
                            "New size: %d; reason: %s"
                                    .formatted(
                                            to,
                                            to > current
                                                    ? "cpu resource utilization (percentage of request) above target"
                                                    : "All metrics below target"));
            objects.edit(
                    ResourceType.DEPLOYMENT,
                    deployment,
                    d -> Tree.make(d, "spec").put("replicas", to));
        }
        boolean moved =
                hpa.path("status").path("currentReplicas").asInt() != current
                        || hpa.path("status").path("desiredReplicas").asInt() != desired;
        if (!moved && cluster.timeline().now() / 60_000 % SHOWN_EVERY != 0) {
            return;
        }
        int shown = desired;
        objects.edit(
                ResourceType.AUTOSCALER,
                hpa,
                h -> {
                    ObjectNode status = Tree.make(h, "status");
                    status.put("currentReplicas", current).put("desiredReplicas", shown);
                    if (known) {
                        ObjectNode metric = status.putArray("currentMetrics").addObject();
                        metric.put("type", "Resource");
                        metric.putObject("resource")
                                .put("name", "cpu")
                                .putObject("current")
                                .put("averageUtilization", Math.round(share * 100));
                    }
                    long now = cluster.timeline().now();
                    Tree.condition(
                            h,
                            "AbleToScale",
                            true,
                            "ReadyForNewScale",
                            "recommended size matches current size",
                            now);
                    Tree.condition(
                            h,
                            "ScalingActive",
                            known,
                            known ? "ValidMetricFound" : "FailedGetResourceMetric",
                            "",
                            now);
                    Tree.condition(
                            h,
                            "ScalingLimited",
                            limited,
                            limited ? "TooManyReplicas" : "DesiredWithinRange",
                            "",
                            now);
                });
    }
}
