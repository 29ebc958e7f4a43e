package io.sreagent.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was found an hour after a plan had been made in shadow mode; kept with its incident.
 *
 * @param seen whether the changes of that hour could be read; nothing is known otherwise
 * @param change what people did that was the same; null when they did nothing of the kind
 */
public record ShadowFinding(String planId, boolean seen, @Nullable String change, Instant at) {
    static final String KIND = "shadow";
}
