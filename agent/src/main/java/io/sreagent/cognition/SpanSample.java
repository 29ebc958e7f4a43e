package io.sreagent.cognition;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Span;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.TraceSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Some traces of each suspect from before the onset and some since: as many of either, so that what
 * is usual is known as well as what is not. A trace that passed two suspects counts once.
 */
final class SpanSample {
    private static final Duration BEFORE = Duration.ofMinutes(30);

    /** The first requests in trouble may be older than the first sample that shows it. */
    private static final Duration GUARD = Duration.ofMinutes(1);

    private static final int SUSPECTS = 4;
    private static final int TRACES = 15; // per suspect and side

    private final List<TraceSource> sources;

    SpanSample(List<TraceSource> sources) {
        this.sources = sources;
    }

    List<Span> around(
            Set<Resource> suspects, Instant onset, Instant until, Collection<String> troubles) {
        Instant split = onset.minus(GUARD);
        Map<String, Span> spans = new LinkedHashMap<>();
        suspects.stream()
                .filter(suspect -> suspect.name() != null && !suspect.namesNode())
                .limit(SUSPECTS)
                .forEach(
                        suspect -> {
                            add(suspect, split.minus(BEFORE), split, spans, troubles);
                            add(suspect, split, until, spans, troubles);
                        });
        return List.copyOf(spans.values());
    }

    private void add(
            Resource suspect,
            Instant from,
            Instant until,
            Map<String, Span> spans,
            Collection<String> troubles) {
        for (TraceSource source : sources) {
            Answer<List<Span>> answer = source.spans(suspect, from, until, TRACES);
            troubles.addAll(answer.troubles());
            for (Span span : answer.value()) spans.put(span.traceId() + span.spanId(), span);
        }
    }
}
