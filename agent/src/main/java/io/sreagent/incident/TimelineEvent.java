package io.sreagent.incident;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.IncidentState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an incident's time line.
 *
 * @param actor account name, or {@code sre-agent}
 * @param kind such as {@code opened}, {@code state}, {@code plan}, {@code note}
 * @param from the state before, null when the line is no move
 * @param to the state after, null when the line is no move
 */
public record TimelineEvent(
        Instant at,
        String actor,
        String kind,
        Words words,
        @Nullable IncidentState from,
        @Nullable IncidentState to) {

    /** The name under which the program itself acts. */
    public static final String SELF = "sre-agent";

    public TimelineEvent {
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
        requireNonNull(kind, "kind");
        requireNonNull(words, "words");
    }

    public static TimelineEvent of(Instant at, String actor, String kind, Words words) {
        return new TimelineEvent(at, actor, kind, words, null, null);
    }

    TimelineEvent moving(@Nullable IncidentState before, IncidentState after) {
        return new TimelineEvent(at, actor, kind, words, before, after);
    }
}
