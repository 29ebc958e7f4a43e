package io.sreagent.integrations.loki;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.integrations.wire.Endpoint;
import io.sreagent.integrations.wire.Patience;
import io.sreagent.integrations.wire.SourceTrouble;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The questions that can be put to Loki
 * (https://grafana.com/docs/loki/latest/reference/loki-http-api/), within the limits it and we
 * have: so many at once, more lines than one answer holds page by page, passing failures asked
 * again with jitter and after the pause the server asks for, and none at all for a while when it
 * keeps failing.
 */
final class LokiApi {
    /** Lines of one answer; the server's own limit is 5,000 by default and often lower. */
    static final int PAGE = 1_000;

    private final Endpoint endpoint;

    /** Lines, oldest first, and whether there may be older ones in the window. */
    record Page(List<LokiEntry> entries, boolean more) {}

    LokiApi(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    static LokiApi of(LokiSettings settings, String url, Patience patience) {
        Map<String, String> headers = new TreeMap<>();
        settings.tenant().ifPresent(tenant -> headers.put("X-Scope-OrgID", tenant));
        settings.bearerToken().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
        return new LokiApi(
                new Endpoint(
                        new Endpoint.Address(
                                "Loki",
                                "loki",
                                url,
                                Duration.ofSeconds(settings.timeoutSeconds()),
                                settings.maxParallel(),
                                headers,
                                settings.caFile()),
                        patience));
    }

    /** The newest lines of a window, at most so many. */
    Page newest(String query, Instant from, Instant until, int limit) throws SourceTrouble {
        List<LokiEntry> newestFirst = new ArrayList<>();
        Set<LokiEntry> atBoundary = new HashSet<>();
        long end = nanos(until);
        long start = nanos(from);
        boolean more = false;
        while (newestFirst.size() < limit && end > start) {
            int wanted = Math.min(PAGE, limit - newestFirst.size() + atBoundary.size());
            List<LokiEntry> page = page(query, start, end, wanted);
            int fresh = 0;
            for (LokiEntry entry : page) {
                if (newestFirst.size() == limit || !atBoundary.add(entry)) continue;
                newestFirst.add(entry);
                fresh++;
            }
            more = page.size() >= wanted;
            if (!more) break;
            long oldest = page.getLast().nanos();
            // Lines of the very same instant may be on both sides of the cut: ask for it once more,
            // unless a whole page is of one instant.
            end = fresh == 0 || oldest == page.getFirst().nanos() ? oldest : oldest + 1;
            atBoundary.removeIf(entry -> entry.nanos() != oldest);
        }
        return new Page(List.copyOf(newestFirst.reversed()), more);
    }

    private List<LokiEntry> page(String query, long start, long end, int limit)
            throws SourceTrouble {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("query", query);
        parameters.put("start", String.valueOf(start));
        parameters.put("end", String.valueOf(end));
        parameters.put("limit", String.valueOf(limit));
        parameters.put("direction", "backward");
        String asked = query + ", " + time(start) + " to " + time(end);
        JsonNode data = endpoint.get("/loki/api/v1/query_range", parameters, asked).path("data");
        String type = data.path("resultType").asText();
        if (!type.equals("streams")) {
            throw SourceTrouble.lasting(
                    "Loki answered " + type + " for " + asked + ": only queries for lines fit here",
                    null);
        }
        List<LokiEntry> entries = entries(data.path("result"));
        entries.sort(Comparator.comparingLong(LokiEntry::nanos).reversed());
        return entries;
    }

    /** Lines of streams as queries and tails give them. */
    static List<LokiEntry> entries(JsonNode streams) {
        List<LokiEntry> entries = new ArrayList<>();
        for (JsonNode stream : streams) {
            Map<String, String> labels = new LinkedHashMap<>();
            stream.path("stream")
                    .properties()
                    .forEach(one -> labels.put(one.getKey(), one.getValue().asText()));
            for (JsonNode value : stream.path("values")) {
                entries.add(new LokiEntry(labels, value.path(0).asLong(), value.path(1).asText()));
            }
        }
        return entries;
    }

    /** Names of all labels of late. */
    Set<String> labels() throws SourceTrouble {
        Set<String> names = new HashSet<>();
        endpoint.get("/loki/api/v1/labels", Map.of(), "its labels")
                .path("data")
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    /** Values of one label of late. */
    Set<String> values(String label) throws SourceTrouble {
        Set<String> values = new HashSet<>();
        endpoint.get("/loki/api/v1/label/" + label + "/values", Map.of(), "values of " + label)
                .path("data")
                .forEach(value -> values.add(value.asText()));
        return values;
    }

    /** Opens {@code /loki/api/v1/tail}: lines from a time on, as they come. */
    CompletableFuture<WebSocket> tail(String query, long since, WebSocket.Listener listener) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("query", query);
        parameters.put("start", String.valueOf(since));
        parameters.put("limit", String.valueOf(PAGE));
        return endpoint.socket("/loki/api/v1/tail", parameters, listener);
    }

    static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }

    static Instant time(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }
}
