package io.sreagent.analysis.cause;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Event;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Span;
import io.sreagent.analysis.finding.Anomaly;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All facts about one piece of trouble. A kind of fact that is not to be had is an empty list; it
 * lowers confidence and breaks nothing.
 *
 * @param onset when the trouble began, if somebody told; otherwise the engine finds it
 * @param calmUntil up to when nothing was wrong, if somebody told; the onset is looked for after it
 * @param metrics each reaches back far enough before the onset to tell what is normal
 * @param anomalies what detection already found in them; may be empty
 */
public record Case(
        Optional<Instant> onset,
        Optional<Instant> calmUntil,
        Instant until,
        List<Series> metrics,
        List<Anomaly> anomalies,
        DependencyGraph graph,
        List<Change> changes,
        List<Event> events,
        List<LogLine> logs,
        List<Span> spans) {
    public Case {
        requireNonNull(onset, "onset");
        requireNonNull(calmUntil, "calmUntil");
        requireNonNull(until, "until");
        requireNonNull(graph, "graph");
        metrics = List.copyOf(metrics);
        anomalies = List.copyOf(anomalies);
        changes = List.copyOf(changes);
        events = List.copyOf(events);
        logs = List.copyOf(logs);
        spans = List.copyOf(spans);
    }

    /** Nobody told up to when all was well. */
    public Case(
            Optional<Instant> onset,
            Instant until,
            List<Series> metrics,
            List<Anomaly> anomalies,
            DependencyGraph graph,
            List<Change> changes,
            List<Event> events,
            List<LogLine> logs,
            List<Span> spans) {
        this(
                onset,
                Optional.empty(),
                until,
                metrics,
                anomalies,
                graph,
                changes,
                events,
                logs,
                spans);
    }
}
