package io.sreagent.integrations.loki;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.LogSelector;
import io.sreagent.contract.source.LogSelector.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which labels name the parts of a resource: the first that the server has of those that Promtail,
 * Alloy, the OpenTelemetry Collector and Loki itself write.
 */
record LokiLabels(Map<String, String> names) {
    private static final Map<String, List<String>> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("namespace", List.of("namespace", "k8s_namespace_name", "kubernetes_namespace"));
        KNOWN.put(
                "service",
                List.of("service_name", "app", "app_kubernetes_io_name", "service", "job"));
        KNOWN.put("pod", List.of("pod", "k8s_pod_name", "kubernetes_pod_name", "instance"));
    }

    static LokiLabels among(Set<String> present) {
        Map<String, String> names = new LinkedHashMap<>();
        KNOWN.forEach(
                (part, known) ->
                        names.put(
                                part,
                                known.stream()
                                        .filter(present::contains)
                                        .findFirst()
                                        .orElse(known.getFirst())));
        return new LokiLabels(names);
    }

    /** The streams of a resource; empty when nothing names it. */
    Optional<LogSelector> selector(Resource of) {
        List<Label> labels = new ArrayList<>();
        add(labels, "namespace", of.namespace());
        if (of.pod() != null) add(labels, "pod", of.pod());
        else add(labels, "service", of.name());
        boolean named = of.pod() != null || of.name() != null;
        return named ? Optional.of(new LogSelector(labels, List.of())) : Optional.empty();
    }

    private void add(List<Label> labels, String part, @Nullable String value) {
        if (value != null) labels.add(Label.is(names.getOrDefault(part, part), value));
    }

    /** What a stream is about. */
    Resource resource(Map<String, String> stream) {
        String service = stream.get(names.getOrDefault("service", "service"));
        return new Resource(
                stream.get("cluster"),
                stream.get(names.getOrDefault("namespace", "namespace")),
                service,
                stream.get(names.getOrDefault("pod", "pod")),
                null,
                service);
    }
}
