package io.sreagent.integrations.elastic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.integrations.wire.Endpoint;
import io.sreagent.integrations.wire.Patience;
import io.sreagent.integrations.wire.SourceTrouble;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The two questions that are put to Elasticsearch and OpenSearch, in the words that both
 * understand: {@code _search}
 * (https://www.elastic.co/guide/en/elasticsearch/reference/current/search-search.html) and {@code
 * _field_caps}. Points in time are not used, since the two spell them differently: pages overlap by
 * one millisecond, and a document seen twice is told by index and id.
 */
final class ElasticApi {
    static final int PAGE = 1_000;

    /** The server's own limit by default, {@code index.max_result_window}. */
    static final int LARGEST_PAGE = 10_000;

    /** Documents that are looked through for lines a filter keeps. */
    static final int MOST_SCANNED = 20_000;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Endpoint endpoint;
    private final String index;
    private final String timeField;

    /**
     * What a search found.
     *
     * @param hits newest first
     * @param scanned documents looked through
     * @param more whether there are older ones that were not looked at
     * @param lost whether more than a page fell into one millisecond, so that some are missing
     */
    record Found(List<ElasticHit> hits, int scanned, boolean more, boolean lost) {}

    private ElasticApi(Endpoint endpoint, String index, String timeField) {
        this.endpoint = endpoint;
        this.index = index;
        this.timeField = timeField;
    }

    static ElasticApi of(ElasticSettings settings, String url, Patience patience) {
        Map<String, String> headers = new TreeMap<>();
        settings.username()
                .ifPresent(
                        user ->
                                headers.put(
                                        "Authorization",
                                        basic(user, settings.password().orElse(""))));
        settings.bearerToken().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
        settings.apiKey().ifPresent(key -> headers.put("Authorization", "ApiKey " + key));
        Endpoint endpoint =
                new Endpoint(
                        new Endpoint.Address(
                                "Elasticsearch",
                                "elasticsearch",
                                url,
                                Duration.ofSeconds(settings.timeoutSeconds()),
                                settings.maxParallel(),
                                headers,
                                settings.caFile()),
                        patience);
        String indices = URLEncoder.encode(settings.index(), UTF_8).replace("%2C", ",");
        return new ElasticApi(endpoint, indices, settings.timeField());
    }

    private static String basic(String user, String password) {
        String pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    /** Which of these fields the indices have, and of which type. */
    JsonNode fields(Iterable<String> names) throws SourceTrouble {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("fields", String.join(",", names));
        parameters.put("ignore_unavailable", "true");
        parameters.put("allow_no_indices", "true");
        return endpoint.get("/" + index + "/_field_caps", parameters, "the fields of " + index)
                .path("fields");
    }

    /**
     * The newest documents of a window that a query finds and {@code keeps} lets through, at most
     * so many; at most {@link #MOST_SCANNED} are looked through.
     *
     * @param asked the query for people
     */
    Found newest(
            ElasticQuery query,
            Instant from,
            Instant until,
            int limit,
            Predicate<ElasticHit> keeps,
            String asked)
            throws SourceTrouble {
        List<ElasticHit> kept = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long start = from.toEpochMilli();
        long end = ceiling(until);
        int size = PAGE;
        int scanned = 0;
        while (end > start) {
            List<ElasticHit> page = page(query, start, end, size, asked);
            for (ElasticHit hit : page) {
                if (!seen.add(hit.key())) continue;
                scanned++;
                boolean inside = !hit.time().isBefore(from) && hit.time().isBefore(until);
                if (!inside || !keeps.test(hit)) continue;
                if (kept.size() == limit) return new Found(kept, scanned, true, false);
                kept.add(hit);
            }
            if (page.size() < size) return new Found(kept, scanned, false, false);
            if (scanned >= MOST_SCANNED) return new Found(kept, scanned, true, false);
            long oldest = page.getLast().millis();
            if (oldest + 1 < end) {
                end = oldest + 1; // the rest of this millisecond comes with the next page
                size = PAGE;
            } else if (size < LARGEST_PAGE) {
                size = LARGEST_PAGE; // a whole page of one millisecond
            } else {
                return new Found(kept, scanned, true, true);
            }
        }
        return new Found(kept, scanned, false, false);
    }

    private List<ElasticHit> page(ElasticQuery query, long start, long end, int size, String asked)
            throws SourceTrouble {
        ObjectNode body = JSON.objectNode();
        body.put("size", size);
        body.put("track_total_hits", false);
        body.putArray("sort")
                .addObject()
                .putObject(timeField)
                .put("order", "desc")
                .put("unmapped_type", "date")
                .put("numeric_type", "date"); // milliseconds also where nanoseconds are kept
        body.set("query", query.between(timeField, start, end));
        JsonNode answer =
                endpoint.post(
                        "/" + index + "/_search?ignore_unavailable=true&allow_no_indices=true",
                        body,
                        asked);
        List<ElasticHit> hits = new ArrayList<>();
        for (JsonNode hit : answer.path("hits").path("hits")) {
            hits.add(ElasticHit.of(hit, timeField));
        }
        if (answer.path("timed_out").asBoolean()) {
            throw SourceTrouble.passing("Elasticsearch timed out within itself for " + asked, null);
        }
        return hits;
    }

    private static long ceiling(Instant time) {
        long millis = time.toEpochMilli();
        return time.getNano() % 1_000_000 == 0 ? millis : millis + 1;
    }
}
