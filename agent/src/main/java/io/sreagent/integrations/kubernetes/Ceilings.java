package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceQuota;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.sreagent.contract.source.Ceiling;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many pods a workload can have: its autoscaler's maximum, and what the quotas of its namespace
 * leave for more pods of its kind besides those it has. Quotas for some pods only (scopes) are left
 * out, as is what a quota counts and its pods do not ask for.
 */
final class Ceilings {
    private Ceilings() {}

    /** The least; empty when nothing limits it. */
    static Optional<Ceiling> least(
            HasMetadata workload,
            PodTemplateSpec template,
            int pods,
            List<HorizontalPodAutoscaler> autoscalers,
            List<ResourceQuota> quotas) {
        List<Ceiling> all = new ArrayList<>();
        Autoscalers.of(workload, autoscalers)
                .map(
                        hpa ->
                                new Ceiling(
                                        hpa.getSpec().getMaxReplicas(),
                                        "hpa/" + hpa.getMetadata().getName()))
                .ifPresent(all::add);
        String namespace = workload.getMetadata().getNamespace();
        for (ResourceQuota quota : quotas) {
            if (!namespace.equals(quota.getMetadata().getNamespace()) || isScoped(quota)) continue;
            more(quota, template)
                    .ifPresent(
                            more ->
                                    all.add(
                                            new Ceiling(
                                                    pods + more,
                                                    "quota/" + quota.getMetadata().getName())));
        }
        return all.stream().min(Comparator.comparingInt(Ceiling::replicas));
    }

    private static boolean isScoped(ResourceQuota quota) {
        return quota.getSpec() != null
                && (!quota.getSpec().getScopes().isEmpty()
                        || quota.getSpec().getScopeSelector() != null);
    }

    /** How many pods more a quota has room for; empty when it counts nothing of theirs. */
    private static Optional<Integer> more(ResourceQuota quota, PodTemplateSpec template) {
        if (quota.getStatus() == null || quota.getStatus().getHard() == null)
            return Optional.empty();
        Map<String, Quantity> used =
                quota.getStatus().getUsed() == null ? Map.of() : quota.getStatus().getUsed();
        Optional<Integer> least = Optional.empty();
        for (var hard : quota.getStatus().getHard().entrySet()) {
            Quantity taken = used.get(hard.getKey());
            BigDecimal each = ofOnePod(hard.getKey(), template);
            if (taken == null || each.signum() <= 0) continue;
            BigDecimal left =
                    hard.getValue().getNumericalAmount().subtract(taken.getNumericalAmount());
            int more = left.divide(each, 0, RoundingMode.FLOOR).max(BigDecimal.ZERO).intValue();
            least = Optional.of(Math.min(more, least.orElse(Integer.MAX_VALUE / 2)));
        }
        return least;
    }

    /** What one pod takes of a counted resource; 0 when it takes nothing. */
    private static BigDecimal ofOnePod(String counted, PodTemplateSpec template) {
        return switch (counted) {
            case "pods", "count/pods" -> BigDecimal.ONE;
            case "cpu", "memory" -> sum(template, counted, false);
            case "requests.cpu", "requests.memory", "limits.cpu", "limits.memory" ->
                    sum(
                            template,
                            counted.substring(counted.indexOf('.') + 1),
                            counted.startsWith("limits."));
            default -> BigDecimal.ZERO;
        };
    }

    private static BigDecimal sum(PodTemplateSpec template, String resource, boolean limits) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Container container : template.getSpec().getContainers()) {
            if (container.getResources() == null) continue;
            Map<String, Quantity> asked =
                    limits
                            ? container.getResources().getLimits()
                            : container.getResources().getRequests();
            Quantity one = asked == null ? null : asked.get(resource);
            if (one != null) sum = sum.add(one.getNumericalAmount());
        }
        return sum;
    }
}
