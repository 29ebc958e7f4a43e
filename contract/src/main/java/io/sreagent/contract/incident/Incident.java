package io.sreagent.contract.incident;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Words;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One piece of trouble, from the first sign to its end.
 *
 * @param id such as {@code INC-42}
 * @param kind how it came to be known
 * @param resource where it hurts, as far as known when it was opened
 * @param symptomAt when the indicator left its band
 * @param resolution why it ended; null while open
 * @param recurrenceOf the incident that it repeats, if any
 * @param round how many times it has been diagnosed; bounded
 * @param version counts changes; a write with an older one is refused
 */
public record Incident(
        String id,
        Kind kind,
        IncidentState state,
        Severity severity,
        Words title,
        Resource resource,
        Instant symptomAt,
        Instant openedAt,
        @Nullable Instant diagnosedAt,
        @Nullable Instant resolvedAt,
        @Nullable Resolution resolution,
        @Nullable String recurrenceOf,
        int round,
        long version) {

    /** How an incident came to be known. */
    public enum Kind {
        DETECTED,
        PREDICTED,
        ALERTED,
        REPORTED
    }

    /** Why an incident ended. */
    public enum Resolution {
        /** A plan of ours was done and verified. */
        FIXED,
        /** It went away before anything was done. */
        SELF_RECOVERED,
        /** A person says so. */
        BY_PERSON
    }

    public Incident {
        requireNonNull(id, "id");
        requireNonNull(kind, "kind");
        requireNonNull(state, "state");
        requireNonNull(severity, "severity");
        requireNonNull(title, "title");
        requireNonNull(resource, "resource");
        requireNonNull(symptomAt, "symptomAt");
        requireNonNull(openedAt, "openedAt");
        if ((state == IncidentState.RESOLVED) != (resolution != null)) {
            throw new IllegalArgumentException(
                    id + " is " + state + " with resolution " + resolution);
        }
    }

    public Optional<Resolution> ended() {
        return Optional.ofNullable(resolution);
    }
}
