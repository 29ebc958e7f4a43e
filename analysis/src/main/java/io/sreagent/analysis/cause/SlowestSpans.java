package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Span;
import io.sreagent.analysis.fact.Unit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The longest that a span took at each place since the onset, or a call into it. A latency of
 * minutes that no span of the place shows is a fault of its measuring: idle connections, a
 * histogram of three requests. Cost: spans.
 */
final class SlowestSpans {
    /** Fewer spans may have missed the slow ones. */
    private static final int LEAST_SPANS = 20;

    /** Clocks and percentiles differ; this much does not. */
    private static final double MUCH_LONGER = 2;

    private static final class Longest {
        private int count;
        private double seconds;
    }

    private final Map<String, Longest> longest = new HashMap<>();

    SlowestSpans(List<Span> spans, Instant since) {
        Map<String, Span> byId = new HashMap<>();
        for (Span span : spans) byId.put(span.spanId(), span);
        for (Span span : spans) {
            if (span.start().isBefore(since)) continue;
            Longest here =
                    longest.computeIfAbsent(span.resource().owner().id(), id -> new Longest());
            here.count++;
            here.seconds = Math.max(here.seconds, seconds(span));
            Span parent = span.parentId() == null ? null : byId.get(span.parentId());
            if (parent != null) here.seconds = Math.max(here.seconds, seconds(parent));
        }
    }

    /** Whether the spans of a place contradict a latency. */
    boolean deny(Place place, Shift shift) {
        Longest here = longest.get(place.id());
        return here != null
                && here.count >= LEAST_SPANS
                && shift.metric().unit() == Unit.SECONDS
                && shift.aspect() == Aspect.LATENCY
                && shift.after() > MUCH_LONGER * here.seconds;
    }

    private static double seconds(Span span) {
        return span.duration().toNanos() / 1e9;
    }
}
