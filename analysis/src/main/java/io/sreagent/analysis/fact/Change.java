package io.sreagent.analysis.fact;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something a person or a pipeline changed on purpose.
 *
 * @param what one line that a person understands: {@code image checkout:v2.3.0 → checkout:v2.3.1}
 * @param reference where the change can be seen, such as {@code deployment/shop/checkout revision
 *     12}
 */
public record Change(Instant time, Resource resource, Kind kind, String what, String reference) {
    /** What sort of change it was. */
    public enum Kind {
        DEPLOY,
        CONFIG,
        SCALE,
        RESTART,
        FLAG,
        NODE,
        OTHER
    }

    public Change {
        requireNonNull(time, "time");
        requireNonNull(resource, "resource");
        requireNonNull(kind, "kind");
        requireNonNull(what, "what");
        requireNonNull(reference, "reference");
    }
}
