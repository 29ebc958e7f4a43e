package io.sreagent.incident;

import java.time.Instant;

/**
 * A finding kept with an incident.
 *
 * @param kind such as {@code anomaly}, {@code forecast}, {@code case}, {@code diagnosis}, {@code
 *     plan}, {@code verdict}, {@code step}, {@code verification}, {@code baseline}
 * @param json the finding, as {@link Json} writes it
 */
public record Document(long number, String kind, Instant at, String json) {
    public <T> T as(Class<T> type) {
        return Json.read(json, type);
    }
}
