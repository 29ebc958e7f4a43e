package io.sreagent.cognition;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Forecast;
import io.sreagent.analysis.forecast.DailyRhythm;
import io.sreagent.analysis.forecast.Saturation;
import io.sreagent.analysis.forecast.Task;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Continues what is on its way to a limit by its own last hours ({@link Saturation}): a filling
 * disk or a leak has no past to learn from. What yesterday, the day before and the same day of last
 * week did alike at this time of day is taken out first and put back on ({@link DailyRhythm}), so
 * that a usual morning's climb is not taken for the way to a limit.
 */
final class Filling {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration PAST = Duration.ofHours(4);

    /** Minutes of past below which six hours ahead would be a guess. */
    private static final int LEAST = 60;

    private static final int[] DAYS_BEFORE = {1, 2, 7};
    private static final double LEVEL = 0.95;

    private final Saturation saturation = new Saturation();
    private final Duration horizon;

    Filling(Duration horizon) {
        this.horizon = horizon;
    }

    /**
     * Empty when too little is known. Earlier days are only asked about when the last hours alone
     * lead beyond the limit.
     */
    Optional<Forecast> of(
            Metric metric, MetricSource source, Indicator indicator, double limit, Instant now) {
        Instant until = Series.onGrid(now, STEP);
        Instant from = until.minus(PAST);
        Optional<Series> found = read(metric, source, indicator, from, until);
        if (found.isEmpty() || found.get().present() < LEAST) return Optional.empty();
        Series past = found.get();
        int steps = (int) horizon.dividedBy(STEP);
        boolean nonNegative = metric.unit() != Unit.NONE;
        Forecast alone = continued(past, past.values(), steps, nonNegative);
        if (!leadsBeyond(alone, limit, metric.hurts())) return Optional.of(alone);
        double[] rhythm = rhythm(past, source, indicator, steps);
        if (rhythm.length == 0) return Optional.of(alone);
        double[] unusual = past.values().clone();
        for (int t = 0; t < unusual.length; t++) unusual[t] -= rhythm[t];
        return Optional.of(with(continued(past, unusual, steps, false), rhythm, unusual.length));
    }

    private Forecast continued(Series past, double[] values, int steps, boolean nonNegative) {
        return saturation.forecast(
                new Task(values, past.start(), STEP, new int[0], steps, LEVEL, nonNegative));
    }

    private static boolean leadsBeyond(Forecast forecast, double limit, Hurts hurts) {
        double sign = hurts == Hurts.DOWN ? -1 : 1;
        return Arrays.stream(forecast.mean()).anyMatch(mean -> sign * (mean - limit) >= 0);
    }

    private static double[] rhythm(
            Series past, MetricSource source, Indicator indicator, int steps) {
        List<double[]> days = new ArrayList<>();
        int length = past.length() + steps;
        for (int before : DAYS_BEFORE) {
            Instant from = past.start().minus(Duration.ofDays(before));
            Instant until = from.plus(STEP.multipliedBy(length - 1L));
            read(past.metric(), source, indicator, from, until)
                    .map(Series::values)
                    .filter(values -> values.length == length)
                    .ifPresent(days::add);
        }
        return DailyRhythm.of(days, past.length());
    }

    private static Optional<Series> read(
            Metric metric, MetricSource source, Indicator indicator, Instant from, Instant until) {
        return source.range(indicator, from, until, STEP).value().stream()
                .filter(series -> series.metric().id().equals(metric.id()))
                .findFirst();
    }

    private static Forecast with(Forecast plain, double[] rhythm, int known) {
        double[] mean = plain.mean().clone();
        double[] lower = plain.lower().clone();
        double[] upper = plain.upper().clone();
        for (int step = 0; step < mean.length; step++) {
            mean[step] += rhythm[known + step];
            lower[step] += rhythm[known + step];
            upper[step] += rhythm[known + step];
        }
        return new Forecast(
                plain.model(), plain.start(), plain.step(), mean, lower, upper, plain.level());
    }
}
