package io.sreagent.simulator.prometheus;

import java.util.Arrays;
import java.util.Map;

/**
 * Functions over a window of samples. Each gives {@link Value#ABSENT} where Prometheus gives
 * nothing.
 */
interface RangeFunction {
    /**
     * @param at end of the window, milliseconds
     * @param range its length, milliseconds
     * @param extra the scalar argument of those that take one
     */
    double over(Window w, long at, long range, double extra);

    Map<String, RangeFunction> ALL =
            Map.ofEntries(
                    Map.entry("rate", (w, at, range, x) -> extrapolated(w, at, range, true, true)),
                    Map.entry(
                            "increase",
                            (w, at, range, x) -> extrapolated(w, at, range, true, false)),
                    Map.entry(
                            "delta", (w, at, range, x) -> extrapolated(w, at, range, false, false)),
                    Map.entry("irate", (w, at, range, x) -> lastTwo(w, true)),
                    Map.entry("idelta", (w, at, range, x) -> lastTwo(w, false)),
                    Map.entry(
                            "deriv",
                            (w, at, range, x) ->
                                    w.count() < 2 ? Value.ABSENT : regression(w, at)[0]),
                    Map.entry(
                            "predict_linear",
                            (w, at, range, x) -> {
                                if (w.count() < 2) {
                                    return Value.ABSENT;
                                }
                                double[] line = regression(w, at);
                                return line[1] + line[0] * x;
                            }),
                    Map.entry("avg_over_time", (w, at, range, x) -> sum(w) / w.count()),
                    Map.entry("sum_over_time", (w, at, range, x) -> sum(w)),
                    Map.entry("count_over_time", (w, at, range, x) -> w.count()),
                    Map.entry("last_over_time", (w, at, range, x) -> w.value(w.count() - 1)),
                    Map.entry("present_over_time", (w, at, range, x) -> 1),
                    Map.entry("min_over_time", (w, at, range, x) -> extreme(w, -1)),
                    Map.entry("max_over_time", (w, at, range, x) -> extreme(w, 1)),
                    Map.entry("stddev_over_time", (w, at, range, x) -> Math.sqrt(variance(w))),
                    Map.entry("stdvar_over_time", (w, at, range, x) -> variance(w)),
                    Map.entry("quantile_over_time", (w, at, range, x) -> quantile(x, copy(w))),
                    Map.entry("changes", (w, at, range, x) -> changes(w)),
                    Map.entry("resets", (w, at, range, x) -> resets(w)));

    /**
     * Prometheus' extrapolatedRate: the change between first and last sample, with counter resets
     * added back, stretched to the window's ends, but by half an average interval at most where
     * samples are missing, and never below zero for a counter.
     */
    private static double extrapolated(
            Window w, long at, long range, boolean counter, boolean perSecond) {
        int n = w.count();
        if (n < 2) {
            return Value.ABSENT;
        }
        double change = w.value(n - 1) - w.value(0);
        if (counter) {
            for (int i = 1; i < n; i++) {
                if (w.value(i) < w.value(i - 1)) {
                    change += w.value(i - 1);
                }
            }
        }
        double toStart = (w.time(0) - (at - range)) / 1000.0;
        double toEnd = (at - w.time(n - 1)) / 1000.0;
        double sampled = (w.time(n - 1) - w.time(0)) / 1000.0;
        double average = sampled / (n - 1);
        double threshold = average * 1.1;
        if (toStart >= threshold) {
            toStart = average / 2;
        }
        if (counter && change > 0 && w.value(0) >= 0) {
            toStart = Math.min(toStart, sampled * (w.value(0) / change));
        }
        if (toEnd >= threshold) {
            toEnd = average / 2;
        }
        double stretched = change * (sampled + toStart + toEnd) / sampled;
        return perSecond ? stretched / (range / 1000.0) : stretched;
    }

    private static double lastTwo(Window w, boolean rate) {
        int n = w.count();
        if (n < 2) {
            return Value.ABSENT;
        }
        double last = w.value(n - 1);
        double before = w.value(n - 2);
        if (!rate) {
            return last - before;
        }
        double change = last < before ? last : last - before;
        return change / ((w.time(n - 1) - w.time(n - 2)) / 1000.0);
    }

    /** Slope per second and value at {@code at} of the least-squares line. */
    private static double[] regression(Window w, long at) {
        int n = w.count();
        double sx = 0;
        double sy = 0;
        double sxy = 0;
        double sxx = 0;
        double origin = w.value(0); // differences keep precision for large values
        for (int i = 0; i < n; i++) {
            double x = (w.time(i) - at) / 1000.0;
            double y = w.value(i) - origin;
            sx += x;
            sy += y;
            sxy += x * y;
            sxx += x * x;
        }
        double slope = (sxy - sx * sy / n) / (sxx - sx * sx / n);
        return new double[] {slope, sy / n - slope * sx / n + origin};
    }

    private static double sum(Window w) {
        double sum = 0;
        for (int i = 0; i < w.count(); i++) {
            sum += w.value(i);
        }
        return sum;
    }

    private static double extreme(Window w, int sign) {
        double best = w.value(0);
        for (int i = 1; i < w.count(); i++) {
            best = sign > 0 ? Math.max(best, w.value(i)) : Math.min(best, w.value(i));
        }
        return best;
    }

    private static double variance(Window w) {
        double mean = sum(w) / w.count();
        double squares = 0;
        for (int i = 0; i < w.count(); i++) {
            squares += (w.value(i) - mean) * (w.value(i) - mean);
        }
        return squares / w.count();
    }

    private static double changes(Window w) {
        int changes = 0;
        for (int i = 1; i < w.count(); i++) {
            changes += w.value(i) != w.value(i - 1) ? 1 : 0;
        }
        return changes;
    }

    private static double resets(Window w) {
        int resets = 0;
        for (int i = 1; i < w.count(); i++) {
            resets += w.value(i) < w.value(i - 1) ? 1 : 0;
        }
        return resets;
    }

    private static double[] copy(Window w) {
        var copy = new double[w.count()];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = w.value(i);
        }
        return copy;
    }

    /** Linear between ranks; under 0 minus infinity, over 1 infinity, of nothing NaN. */
    static double quantile(double q, double[] values) {
        if (values.length == 0 || Double.isNaN(q)) {
            return Double.NaN;
        }
        if (q < 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (q > 1) {
            return Double.POSITIVE_INFINITY;
        }
        Arrays.sort(values);
        double rank = q * (values.length - 1);
        int low = (int) rank;
        int high = Math.min(low + 1, values.length - 1);
        return values[low] * (1 - (rank - low)) + values[high] * (rank - low);
    }
}
