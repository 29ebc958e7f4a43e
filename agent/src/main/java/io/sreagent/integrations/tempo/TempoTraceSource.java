package io.sreagent.integrations.tempo;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Span;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.TraceSource;
import io.sreagent.integrations.wire.Endpoint;
import io.sreagent.integrations.wire.Patience;
import io.sreagent.integrations.wire.SourceTrouble;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Traces out of Grafana Tempo by its HTTP API (https://grafana.com/docs/tempo/latest/api_docs/):
 * TraceQL finds those that passed through a service, each is then read whole. Without an address it
 * is silent. Cost: one search, and one request a trace.
 */
@Singleton
public final class TempoTraceSource implements TraceSource {
    private final Optional<Endpoint> endpoint;

    @Inject
    public TempoTraceSource(TempoSettings settings) {
        this(settings, Patience.USUAL);
    }

    TempoTraceSource(TempoSettings settings, Patience patience) {
        endpoint = settings.url().map(url -> endpoint(settings, url, patience));
    }

    private static Endpoint endpoint(TempoSettings settings, String url, Patience patience) {
        Map<String, String> headers = new TreeMap<>();
        settings.tenant().ifPresent(tenant -> headers.put("X-Scope-OrgID", tenant));
        settings.bearerToken().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
        return new Endpoint(
                new Endpoint.Address(
                        "Tempo",
                        "tempo",
                        url,
                        Duration.ofSeconds(settings.timeoutSeconds()),
                        settings.maxParallel(),
                        headers,
                        settings.caFile()),
                patience);
    }

    @Override
    public String name() {
        return "tempo";
    }

    boolean isSetUp() {
        return endpoint.isPresent();
    }

    /** Whether it answers; what is wrong where it does not. */
    Optional<String> trouble(Instant now) {
        if (endpoint.isEmpty()) return Optional.empty();
        try {
            search(endpoint.get(), "{}", now.minusSeconds(60), now, 1);
            return Optional.empty();
        } catch (SourceTrouble trouble) {
            return Optional.of(trouble.words());
        }
    }

    @Override
    public Answer<List<Span>> spans(Resource of, Instant from, Instant until, int traces) {
        String service = of.name();
        if (endpoint.isEmpty() || service == null) return Answer.complete(List.of());
        String query =
                "{resource.service.name = \"%s\"}"
                        .formatted(service.replace("\\", "\\\\").replace("\"", "\\\""));
        try {
            return read(endpoint.get(), search(endpoint.get(), query, from, until, traces));
        } catch (SourceTrouble trouble) {
            return Answer.missing(List.of(), trouble.words());
        }
    }

    private static Set<String> search(
            Endpoint tempo, String query, Instant from, Instant until, int limit)
            throws SourceTrouble {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("q", query);
        parameters.put("start", String.valueOf(from.getEpochSecond()));
        parameters.put("end", String.valueOf(until.getEpochSecond()));
        parameters.put("limit", String.valueOf(limit));
        String asked = query + ", " + from + " to " + until;
        Set<String> ids = new LinkedHashSet<>();
        for (JsonNode trace : tempo.get("/api/search", parameters, asked).path("traces")) {
            String id = trace.path("traceID").asText();
            // What is no id must not become a path.
            if (id.matches("[0-9a-fA-F]{1,32}")) ids.add(id);
        }
        return ids;
    }

    /** As many at once as the settings allow. */
    private static Answer<List<Span>> read(Endpoint tempo, Set<String> ids) {
        List<Span> spans = new ArrayList<>();
        Set<String> troubles = new LinkedHashSet<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Span>>> read = new ArrayList<>();
            for (String id : ids) read.add(readers.submit(() -> trace(tempo, id)));
            for (Future<List<Span>> each : read) {
                try {
                    spans.addAll(each.get());
                } catch (ExecutionException failed) {
                    if (!(failed.getCause() instanceof SourceTrouble trouble))
                        throw new IllegalStateException(failed.getCause());
                    troubles.add(trouble.words());
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    troubles.add("interrupted while reading traces");
                    break;
                }
            }
        }
        return new Answer<>(List.copyOf(spans), List.copyOf(troubles));
    }

    private static List<Span> trace(Endpoint tempo, String id) throws SourceTrouble {
        return OtlpSpans.of(tempo.get("/api/traces/" + id, Map.of(), "trace " + id));
    }
}
