package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When did it begin, if it is known up to when all was well: the start of the tail that stands
 * farthest out of the calm past.
 *
 * <p>{@code G(k) = Σ over samples from k to the end of (min(|z|, 8) − 3)} per series, with {@code
 * z} the distance from the median of the calm past in its interquartile spreads, in the direction
 * that hurts; the onset is the k with the largest sum of the positive {@code G(k)}. It is Page's
 * cumulative sum ("Continuous inspection schemes", 1954) read from the end, capped so that no
 * single spike decides. Nothing outside: the end of the calm. NaN is a gap and counts nothing.
 * Cost: n log n per series.
 */
final class AfterCalm {
    private static final double CAP = 8;
    private static final double ALLOWED = 3;

    private AfterCalm() {}

    /** Empty when no series has a past that ends with the calm. */
    static Optional<Instant> onset(List<Series> metrics, Instant calmUntil, Instant until) {
        Duration step = metrics.stream().map(Series::step).min(Duration::compareTo).orElseThrow();
        int cells = (int) Math.max(0, Duration.between(calmUntil, until).dividedBy(step)) + 1;
        double[] total = new double[cells];
        boolean past = false;
        for (Series series : metrics)
            if (series.metric().hurts() != Hurts.NEITHER)
                past |= add(series, calmUntil, until, step, total);
        if (!past || cells < 2) return Optional.empty();
        int best = 1;
        for (int cell = 2; cell < cells; cell++) if (total[cell] > total[best]) best = cell;
        return Optional.of(calmUntil.plus(step.multipliedBy(best)));
    }

    private static boolean add(
            Series series, Instant calmUntil, Instant until, Duration step, double[] total) {
        int first = series.indexAt(calmUntil) + 1;
        int end = series.indexAt(until) + 1;
        double[] past = Robust.sorted(series.values(), 0, first);
        if (past.length < ShiftFinder.LEAST_PAST) return false;
        double median = Robust.quantile(past, 0.5);
        double spread = ShiftFinder.spread(series, past, median);
        List<double[]> gains = new ArrayList<>();
        double sum = 0;
        for (int i = end - 1; i >= first; i--) {
            double z = (series.values()[i] - median) / spread;
            if (Double.isNaN(z)) continue;
            sum += Math.min(series.metric().hurts().by(z) ? Math.abs(z) : 0, CAP) - ALLOWED;
            gains.add(new double[] {i, sum});
        }
        for (double[] gain : gains) {
            if (gain[1] <= 0) continue;
            Instant time = series.timeOf((int) gain[0]);
            int cell = (int) Duration.between(calmUntil, time).dividedBy(step);
            if (cell >= 0 && cell < total.length) total[cell] += gain[1];
        }
        return true;
    }
}
