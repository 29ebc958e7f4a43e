package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Anomaly;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When did it begin, judged over all series at once.
 *
 * <p>Every series is replaced by its ranks, so that neither its unit nor an outlier matters, and is
 * split at each point of a common time grid; {@code T(k) = S(k)² / (k (n − k) / n)} with {@code S}
 * the sum of standardised ranks up to {@code k} is large where the two sides differ. The onset is
 * the split with the largest sum over series of {@code T} beyond what chance gives. Ranks put the
 * split of a slow ramp into its middle, so the strongest series are then walked back to where they
 * left their past. Rank statistic: Lung-Yut-Fong, Lévy-Leduc and Cappé, "Homogeneity and
 * change-point detection tests for multivariate data using rank statistics", 2011.
 *
 * <p>NaN is a gap and carries the middle rank. Cost: n log n per series.
 */
final class OnsetFinder {
    /** Autocorrelated noise reaches this where independent noise would reach a tenth of it. */
    private static final double CHANCE = 40;

    /** A perfect split reaches the number of samples; short series cannot reach {@link #CHANCE}. */
    private static final double SHARE = 0.5;

    private static final int LEAST_SAMPLES = 8;

    private OnsetFinder() {}

    /** The told onset, else the earliest harmful anomaly, else the best split; else the end. */
    static Instant of(Case facts) {
        if (facts.onset().isPresent()) return facts.onset().get();
        Optional<Instant> anomaly =
                facts.anomalies().stream()
                        .filter(Anomaly::hurts)
                        .map(Anomaly::onset)
                        .filter(time -> !time.isAfter(facts.until()))
                        .min(Comparator.naturalOrder());
        Optional<Instant> tail =
                facts.metrics().isEmpty()
                        ? Optional.empty()
                        : facts.calmUntil()
                                .flatMap(
                                        calm ->
                                                AfterCalm.onset(
                                                        facts.metrics(), calm, facts.until()));
        return anomaly.or(() -> tail).or(() -> split(facts.metrics())).orElse(facts.until());
    }

    /** The split at which most series change; empty when none changes. */
    static Optional<Instant> split(List<Series> metrics) {
        List<Series> usable =
                metrics.stream().filter(series -> series.present() >= LEAST_SAMPLES).toList();
        if (usable.isEmpty()) return Optional.empty();
        Instant start = usable.stream().map(Series::start).min(Comparator.naturalOrder()).get();
        Instant end = usable.stream().map(Series::end).max(Comparator.naturalOrder()).get();
        Duration step = usable.stream().map(Series::step).min(Comparator.naturalOrder()).get();
        int cells = (int) (Duration.between(start, end).toMillis() / step.toMillis()) + 1;
        double[] total = new double[cells];
        List<Gain> gains = new ArrayList<>();
        for (Series series : usable) {
            Gain gain = Gain.of(series);
            if (gain.largest() <= 0) continue;
            gains.add(gain);
            gain.addTo(total, start, step);
        }
        int best = 0;
        for (int k = 1; k < cells; k++) if (total[k] > total[best]) best = k;
        if (total[best] <= 0) return Optional.empty();
        return Optional.of(walkBack(gains, start.plus(step.multipliedBy(best))));
    }

    /** Earliest departure among the strongest series, when that lies before the split. */
    private static Instant walkBack(List<Gain> gains, Instant split) {
        Instant earliest = split;
        List<Gain> strongest =
                gains.stream()
                        .sorted(Comparator.comparingDouble(Gain::largest).reversed())
                        .limit(3)
                        .toList();
        for (Gain gain : strongest) {
            Series series = gain.series();
            int at = series.indexAt(split);
            // The half before the split is past enough, and free of a ramp that leads up to it.
            Instant calm = series.timeOf(Math.max(0, at / 2));
            Optional<Shift> shift = ShiftFinder.find(series, calm, series.end());
            if (shift.isPresent()
                    && Math.abs(shift.get().distance()) > Shift.CHANCE
                    && shift.get().since().isBefore(earliest)
                    && shift.get().since().isAfter(calm)) earliest = shift.get().since();
        }
        return earliest;
    }

    /**
     * How much a series gains from being split, for each split.
     *
     * @param gains one per sample, beyond chance, never negative
     */
    private record Gain(Series series, double[] gains, double largest) {

        static Gain of(Series series) {
            double[] ranks = ranks(series.values());
            int n = ranks.length;
            double[] gains = new double[n];
            double sum = 0;
            double largest = 0;
            double chance = Math.min(CHANCE, SHARE * n);
            for (int k = 1; k < n; k++) {
                sum += ranks[k - 1];
                // Splits at the very ends would rest on a handful of samples.
                if (k < 3 || n - k < 2) continue;
                double gain = sum * sum / ((double) k * (n - k) / n);
                gains[k] = Math.max(0, gain - chance);
                largest = Math.max(largest, gains[k]);
            }
            return new Gain(series, gains, largest);
        }

        void addTo(double[] total, Instant start, Duration step) {
            for (int cell = 0; cell < total.length; cell++) {
                int index = series.indexAt(start.plus(step.multipliedBy(cell)));
                if (index >= 0) total[cell] += gains[index];
            }
        }

        /** Ranks with mean 0 and variance 1; equal values share their middle rank. */
        private static double[] ranks(double[] values) {
            Integer[] order =
                    java.util.stream.IntStream.range(0, values.length)
                            .filter(i -> !Double.isNaN(values[i]))
                            .boxed()
                            .toArray(Integer[]::new);
            Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
            double[] ranks = new double[values.length];
            double middle = (order.length - 1) / 2.0;
            double square = 0;
            for (int first = 0; first < order.length; ) {
                int last = first;
                while (last + 1 < order.length && values[order[last + 1]] == values[order[first]])
                    last++;
                double rank = (first + last) / 2.0 - middle;
                for (int i = first; i <= last; i++) ranks[order[i]] = rank;
                square += rank * rank * (last - first + 1);
                first = last + 1;
            }
            double deviation = Math.sqrt(square / Math.max(1, order.length));
            if (deviation > 0) for (int i = 0; i < ranks.length; i++) ranks[i] /= deviation;
            return ranks;
        }
    }
}
