package io.sreagent.integrations.tempo;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Spans in OTLP's JSON as trace stores answer with it: {@code resourceSpans} or, in Tempo's first
 * version of the answer, {@code batches}; ids in hexadecimal or base64, which only have to be equal
 * to one another. A span without an id, a time or a service is left out.
 */
final class OtlpSpans {
    private static final String[] SCOPES = {"scopeSpans", "instrumentationLibrarySpans"};

    private OtlpSpans() {}

    static List<Span> of(JsonNode answer) {
        JsonNode trace = answer.has("trace") ? answer.path("trace") : answer;
        JsonNode parts = trace.has("batches") ? trace.path("batches") : trace.path("resourceSpans");
        List<Span> spans = new ArrayList<>();
        for (JsonNode part : parts) {
            Resource resource = resource(attributes(part.at("/resource/attributes")));
            if (resource.name() == null) continue;
            for (String name : SCOPES)
                for (JsonNode scope : part.path(name))
                    for (JsonNode span : scope.path("spans")) add(span, resource, spans);
        }
        return spans;
    }

    private static void add(JsonNode span, Resource resource, List<Span> spans) {
        long start = span.path("startTimeUnixNano").asLong();
        long end = span.path("endTimeUnixNano").asLong();
        String id = span.path("spanId").asText();
        if (start <= 0 || end < start || id.isEmpty()) return;
        String parent = span.path("parentSpanId").asText();
        String code = span.at("/status/code").asText();
        spans.add(
                new Span(
                        span.path("traceId").asText(),
                        id,
                        parent.isEmpty() ? null : parent,
                        resource,
                        span.path("name").asText(),
                        Instant.ofEpochSecond(0, start),
                        Duration.ofNanos(end - start),
                        code.equals("2") || code.equals("STATUS_CODE_ERROR")));
    }

    private static Map<String, String> attributes(JsonNode list) {
        Map<String, String> attributes = new HashMap<>();
        for (JsonNode each : list)
            attributes.put(
                    each.path("key").asText(), each.path("value").path("stringValue").asText());
        attributes.values().removeIf(String::isEmpty);
        return attributes;
    }

    /** By the semantic conventions for resources. */
    private static Resource resource(Map<String, String> of) {
        String service = of.get("service.name");
        @Nullable String workload = null;
        for (String kind : List.of("deployment", "statefulset", "daemonset"))
            if (workload == null) workload = of.get("k8s." + kind + ".name");
        String namespace = of.get("k8s.namespace.name");
        return new Resource(
                null,
                namespace == null ? of.get("service.namespace") : namespace,
                workload == null ? service : workload,
                of.get("k8s.pod.name"),
                null,
                service == null ? workload : service);
    }
}
