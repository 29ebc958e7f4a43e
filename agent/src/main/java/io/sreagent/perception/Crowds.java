package io.sreagent.perception;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.contract.source.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Who gets a close look. Everything does while there is room; beyond that an indicator that is
 * evidence only becomes a {@link Crowd}, of which those that are strange are looked at closely, and
 * go back after a calm hour. What users feel is always watched closely.
 */
final class Crowds {
    /** After which a close look at one of a crowd ends. */
    private static final Duration CALM = Duration.ofHours(1);

    /** Each is learned from its history, which takes milliseconds. */
    private static final int RAISED_AT_ONCE = 100;

    private final int room;
    private final Duration step;
    private final Map<String, Crowd> byIndicator = new HashMap<>();

    /**
     * @param room how many series may be watched closely before crowds form
     */
    Crowds(int room, Duration step) {
        this.room = room;
        this.step = step;
    }

    int size() {
        return byIndicator.values().stream().mapToInt(Crowd::size).sum();
    }

    /**
     * Which of the series that are not watched closely are to be.
     *
     * @param fresh of all series of the indicator, ending now
     * @param unknown those not watched closely
     * @param watched how many are, of all indicators
     * @param history asked only where somebody joins a crowd
     */
    List<Metric> closely(
            Indicator indicator,
            Instant now,
            List<Series> fresh,
            List<Metric> unknown,
            int watched,
            Supplier<List<Series>> history) {
        Crowd crowd = byIndicator.get(indicator.name());
        if (crowd == null) {
            if (indicator.serviceLevel() || watched + unknown.size() <= room) return unknown;
            crowd = new Crowd(step);
            byIndicator.put(indicator.name(), crowd);
        }
        List<String> strangers =
                unknown.stream().map(Metric::id).filter(Predicate.not(crowd::holds)).toList();
        if (!strangers.isEmpty()) crowd.join(strangers, history.get(), now);
        Map<String, Double> values = new HashMap<>();
        for (Series series : fresh)
            if (series.length() > 0)
                values.put(series.metric().id(), series.values()[series.length() - 1]);
        Set<String> raised = crowd.take(now, values);
        return unknown.stream()
                .filter(metric -> raised.contains(metric.id()))
                .limit(RAISED_AT_ONCE)
                .toList();
    }

    /** Whether a close look at one of a crowd is over. */
    boolean hasCalmedDown(WatchedSeries series, Instant now) {
        Crowd crowd = byIndicator.get(series.indicator().name());
        String id = series.watch().metric().id();
        return crowd != null
                && crowd.holds(id)
                && !crowd.isRaised(id)
                && series.lastStrange().isBefore(now.minus(CALM));
    }
}
