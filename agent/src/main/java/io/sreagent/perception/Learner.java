package io.sreagent.perception;

import io.sreagent.analysis.baseline.EffectFloor;
import io.sreagent.analysis.baseline.Holidays;
import io.sreagent.analysis.baseline.Stretch;
import io.sreagent.analysis.detect.Sensitivity;
import io.sreagent.analysis.detect.SeriesWatch;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Learns what is normal for series from their source's own history: the weeks at five minutes teach
 * the rhythm, the last day at the live step teaches the noise.
 *
 * @param history how far back
 */
record Learner(
        Duration history, Sensitivity sensitivity, Holidays holidays, Remembered remembered) {
    private static final Duration COARSE = Duration.ofMinutes(5);
    private static final Duration FINE_SPAN = Duration.ofDays(1);

    /**
     * What came of it.
     *
     * @param series all that were asked for, by the id of their metric; of those whose history did
     *     not come, what has been remembered of an earlier life
     * @param grounded ids of those that a history came for, if the source answered in full
     * @param failed whether nothing came at all, for a reason that stands in the troubles
     */
    record Lesson(
            Map<String, SeriesWatch> series,
            Set<String> grounded,
            boolean failed,
            List<String> troubles) {}

    /**
     * @param until the live samples begin there
     * @param abnormal stretches of a metric, by its id, that must not be learned as normal
     */
    Lesson learn(
            MetricSource source,
            Indicator indicator,
            List<Metric> metrics,
            Instant until,
            Instant at,
            Duration step,
            Function<String, List<Stretch>> abnormal) {
        Answer<List<Series>> coarse = rhythm(source, indicator, until, at);
        Answer<List<Series>> fine =
                source.range(indicator, at.minus(FINE_SPAN), until.minus(step), step);
        Map<String, Series> pasts = byId(coarse.value());
        Map<String, Series> recents = byId(fine.value());
        Function<Metric, SeriesWatch> one =
                metric -> {
                    Series nothing = new Series(metric, until, step, new double[0]);
                    Series recent = begun(recents.getOrDefault(metric.id(), nothing));
                    Series past = begun(pasts.getOrDefault(metric.id(), nothing));
                    // All that is known of a young series is in the finer one.
                    if (past.start().isAfter(at.minus(FINE_SPAN))) past = recent;
                    SeriesWatch.Settings settings =
                            new SeriesWatch.Settings(sensitivity, floor(indicator), step, holidays);
                    SeriesWatch learned =
                            SeriesWatch.learn(past, recent, settings, abnormal.apply(metric.id()));
                    remembered.of(metric.id(), at).ifPresent(learned::adopt);
                    return learned;
                };
        List<String> troubles = new ArrayList<>(coarse.troubles());
        troubles.addAll(fine.troubles());
        boolean whole = coarse.isComplete() && fine.isComplete();
        return new Lesson(
                // Learning is the one heavy thing a start does, and no series needs another.
                metrics.parallelStream().collect(Collectors.toConcurrentMap(Metric::id, one)),
                whole ? Set.copyOf(pasts.keySet()) : Set.of(),
                !coarse.isComplete() && coarse.value().isEmpty(),
                troubles);
    }

    /** All series of an indicator as far back as is learned from, every five minutes. */
    Answer<List<Series>> rhythm(
            MetricSource source, Indicator indicator, Instant until, Instant at) {
        Instant start = Series.onGrid(at.minus(history), COARSE);
        return source.range(indicator, start, Series.onGrid(until, COARSE), COARSE);
    }

    /** From its first value on: before a series began, nothing was missing. */
    static Series begun(Series series) {
        int first = 0;
        while (first < series.length() && Double.isNaN(series.values()[first])) first++;
        if (first == 0) return series;
        return series.between(series.timeOf(first), series.timeOf(series.length()));
    }

    private static EffectFloor floor(Indicator indicator) {
        EffectFloor usual = EffectFloor.of(indicator.unit());
        return Double.isNaN(indicator.matters())
                ? usual
                : new EffectFloor(indicator.matters(), usual.relative());
    }

    private static Map<String, Series> byId(List<Series> all) {
        return all.stream()
                .collect(Collectors.toMap(s -> s.metric().id(), Function.identity(), (a, b) -> a));
    }
}
