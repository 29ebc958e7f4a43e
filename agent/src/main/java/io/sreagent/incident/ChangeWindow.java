package io.sreagent.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A stretch of time in which nothing may be acted upon.
 *
 * @param scope {@code *} for everything, or the id of a resource such as {@code shop/checkout}, or
 *     {@code shop/*} for a whole namespace
 * @param ends exclusive
 */
public record ChangeWindow(
        String id,
        Kind kind,
        String scope,
        Instant starts,
        Instant ends,
        String by,
        String reason) {

    /** Why nothing may be done. */
    public enum Kind {
        MAINTENANCE, // people are working on it
        FREEZE // nothing may change
    }

    public ChangeWindow {
        requireNonNull(id, "id");
        requireNonNull(kind, "kind");
        requireNonNull(scope, "scope");
        requireNonNull(by, "by");
        requireNonNull(reason, "reason");
        if (!starts.isBefore(ends)) {
            throw new IllegalArgumentException("%s–%s is no window".formatted(starts, ends));
        }
    }

    /** Whether this resource lies in it. */
    public boolean covers(String resourceId) {
        if (scope.equals("*") || scope.equals(resourceId)) return true;
        return scope.endsWith("/*")
                && resourceId.startsWith(scope.substring(0, scope.length() - 1));
    }
}
