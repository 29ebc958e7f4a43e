package io.sreagent.integrations.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.LogSelector;
import io.sreagent.contract.source.LogSelector.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which fields of the indices name the parts of a resource, the level and the text: those of the
 * names that Filebeat and Elastic Agent (ECS), Fluent Bit, Fluentd and the OpenTelemetry Collector
 * give them which are there. Documents of several shippers may share an index, so that a part may
 * have several fields.
 */
record ElasticFields(Map<String, List<Field>> byPart) {
    /**
     * One field.
     *
     * @param whole whether it is kept as one value, not as words
     */
    record Field(String name, boolean whole) {}

    private static final Map<String, List<String>> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put(
                "namespace",
                List.of(
                        "kubernetes.namespace",
                        "kubernetes.namespace_name",
                        "k8s.namespace.name",
                        "resource.attributes.k8s.namespace.name",
                        "service.namespace",
                        "namespace"));
        KNOWN.put(
                "service",
                List.of(
                        "service.name",
                        "resource.attributes.service.name",
                        "kubernetes.labels.app_kubernetes_io/name",
                        "kubernetes.labels.app",
                        "kubernetes.deployment.name",
                        "kubernetes.container_name",
                        "kubernetes.container.name",
                        "k8s.deployment.name",
                        "service",
                        "app"));
        KNOWN.put(
                "pod",
                List.of(
                        "kubernetes.pod.name",
                        "kubernetes.pod_name",
                        "k8s.pod.name",
                        "resource.attributes.k8s.pod.name",
                        "pod"));
        KNOWN.put("level", List.of("log.level", "level", "severity", "severity_text", "log_level"));
        KNOWN.put(
                "message", List.of("message", "log", "body", "body.text", "msg", "event.original"));
    }

    /** All names to ask the server for, each with the twin that keeps it whole. */
    static List<String> wanted() {
        List<String> names = new ArrayList<>();
        for (List<String> known : KNOWN.values()) {
            for (String name : known) {
                names.add(name);
                names.add(name + ".keyword");
            }
        }
        return names;
    }

    /**
     * @param capabilities {@code fields} of an answer of {@code _field_caps}
     */
    static ElasticFields among(JsonNode capabilities) {
        Map<String, List<Field>> byPart = new LinkedHashMap<>();
        KNOWN.forEach(
                (part, names) -> {
                    List<Field> there = new ArrayList<>();
                    for (String name : names) field(capabilities, name).ifPresent(there::add);
                    byPart.put(part, List.copyOf(there));
                });
        return new ElasticFields(byPart);
    }

    private static Optional<Field> field(JsonNode capabilities, String name) {
        JsonNode types = capabilities.path(name);
        if (isWhole(types)) return Optional.of(new Field(name, true));
        String twin = name + ".keyword";
        if (isWhole(capabilities.path(twin))) return Optional.of(new Field(twin, true));
        boolean words = types.has("text") || types.has("match_only_text");
        return words ? Optional.of(new Field(name, false)) : Optional.empty();
    }

    private static boolean isWhole(JsonNode types) {
        return types.has("keyword") || types.has("constant_keyword") || types.has("wildcard");
    }

    /** The fields of a part; a name that is no part is taken for a field's own. */
    List<Field> of(String part) {
        if (part.equals("index")) return List.of(new Field("_index", true));
        List<Field> known = byPart.get(part);
        return known == null ? List.of(new Field(part, true)) : known;
    }

    /** The lines of a resource; empty when nothing names it. */
    Optional<LogSelector> selector(Resource of) {
        List<Label> labels = new ArrayList<>();
        if (of.namespace() != null) labels.add(Label.is("namespace", of.namespace()));
        if (of.pod() != null) labels.add(Label.is("pod", of.pod()));
        else if (of.name() != null) labels.add(Label.is("service", of.name()));
        boolean named = of.pod() != null || of.name() != null;
        return named ? Optional.of(new LogSelector(labels, List.of())) : Optional.empty();
    }

    /** What a document is about. */
    Resource resource(JsonNode source) {
        String service = first(source, "service");
        return new Resource(
                ElasticHit.field(source, "orchestrator.cluster.name").orElse(null),
                first(source, "namespace"),
                service,
                first(source, "pod"),
                null,
                service);
    }

    /** The value of a part; null when the document tells none. */
    @Nullable String first(JsonNode source, String part) {
        for (String name : KNOWN.getOrDefault(part, List.of())) {
            Optional<String> value = ElasticHit.field(source, name);
            if (value.isPresent() && !value.get().isBlank()) return value.get();
        }
        return null;
    }
}
