package io.sreagent.simulator.prometheus;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

/** The functions this server knows, and those that work on one value alone. */
final class Functions {
    static final Map<String, DoubleUnaryOperator> BY_VALUE =
            Map.ofEntries(
                    Map.entry("abs", Math::abs),
                    Map.entry("ceil", Math::ceil),
                    Map.entry("floor", Math::floor),
                    Map.entry("sqrt", Math::sqrt),
                    Map.entry("exp", Math::exp),
                    Map.entry("ln", Math::log),
                    Map.entry("log2", v -> Math.log(v) / Math.log(2)),
                    Map.entry("log10", Math::log10),
                    Map.entry("sgn", Math::signum));

    static final Set<String> KNOWN = known();

    private Functions() {}

    private static Set<String> known() {
        Set<String> known = new HashSet<>(BY_VALUE.keySet());
        known.addAll(RangeFunction.ALL.keySet());
        known.addAll(
                Set.of(
                        "histogram_quantile",
                        "clamp",
                        "clamp_min",
                        "clamp_max",
                        "absent",
                        "absent_over_time",
                        "label_replace",
                        "label_join",
                        "time",
                        "vector",
                        "scalar",
                        "timestamp",
                        "round",
                        "sort",
                        "sort_desc",
                        "hour",
                        "minute",
                        "day_of_week"));
        return known;
    }

    /**
     * The quantile of a classic histogram: linear inside the bucket that holds its rank, the lowest
     * bucket starts at 0, and in the highest, unbounded bucket the answer is its lower bound. NaN
     * without observations or without an infinite bucket.
     */
    static double histogramQuantile(double q, double[] bounds, double[] counts, int n) {
        if (n < 2 || !Double.isInfinite(bounds[n - 1]) || Double.isNaN(q)) {
            return Double.NaN;
        }
        if (q < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (q > 1) {
            return Double.POSITIVE_INFINITY;
        }
        for (int i = 1; i < n; i++) {
            counts[i] = Math.max(counts[i], counts[i - 1]); // scrapes may catch buckets mid-way
        }
        double total = counts[n - 1];
        if (!(total > 0)) {
            return Double.NaN;
        }
        double rank = q * total;
        int b = 0;
        while (b < n - 1 && counts[b] < rank) {
            b++;
        }
        if (b == n - 1) {
            return bounds[n - 2];
        }
        if (b == 0 && bounds[0] <= 0) {
            return bounds[0];
        }
        double low = b == 0 ? 0 : bounds[b - 1];
        double below = b == 0 ? 0 : counts[b - 1];
        double inside = counts[b] - below;
        return inside <= 0 ? bounds[b] : low + (bounds[b] - low) * (rank - below) / inside;
    }
}
