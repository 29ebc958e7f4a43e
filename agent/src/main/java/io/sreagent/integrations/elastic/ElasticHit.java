package io.sreagent.integrations.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * One document as a search gives it.
 *
 * @param millis since the epoch, by which documents are sorted
 * @param time as exact as the document tells
 */
record ElasticHit(String index, String id, long millis, Instant time, JsonNode source) {

    static ElasticHit of(JsonNode hit, String timeField) {
        JsonNode source = hit.path("_source");
        long millis = hit.path("sort").path(0).asLong();
        Instant sorted = Instant.ofEpochMilli(millis);
        Instant told = field(source, timeField).flatMap(ElasticHit::time).orElse(sorted);
        boolean same = told.toEpochMilli() == millis;
        return new ElasticHit(
                hit.path("_index").asText(),
                hit.path("_id").asText(),
                millis,
                same ? told : sorted,
                source);
    }

    /** The same for the same document of every search. */
    String key() {
        return index + "/" + id;
    }

    /** A field of the document by its name, whether its parts are nested or joined by dots. */
    static Optional<String> field(JsonNode source, String name) {
        JsonNode whole = source.get(name);
        if (whole != null) {
            if (whole.isArray()) whole = whole.path(0);
            return whole.isValueNode() && !whole.isNull()
                    ? Optional.of(whole.asText())
                    : Optional.empty();
        }
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            JsonNode inner = source.get(name.substring(0, dot));
            if (inner == null || !inner.isObject()) continue;
            Optional<String> found = field(inner, name.substring(dot + 1));
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException otherForm) {
            return Optional.empty(); // the sort value tells it to the millisecond
        }
    }
}
