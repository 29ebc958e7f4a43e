package io.sreagent.analysis.forecast;

import java.util.Arrays;

/**
 * Turns a history with gaps into one without. Leading gaps are cut off; a gap inside is bridged by
 * a straight line on top of the shape of the cycle before (or, lacking one, by the line alone);
 * gaps at the end stay: a forecaster bridges them as part of its horizon.
 *
 * @param values gap-free, oldest first
 * @param missing gaps after the last value
 */
record Gaps(double[] values, int missing) {

    /**
     * @param history NaN and infinities are gaps
     * @param period the season whose shape bridges a gap; 0 when there is none
     */
    static Gaps bridge(double[] history, int period) {
        int first = leading(history);
        int end = history.length;
        while (end > first && !Double.isFinite(history[end - 1])) end--;
        double[] values = Arrays.copyOfRange(history, first, end);
        for (int at = 0; at < values.length; at++) {
            if (Double.isFinite(values[at])) continue;
            int next = at;
            while (!Double.isFinite(values[next])) next++;
            fill(values, at, next, period);
            at = next;
        }
        return new Gaps(values, history.length - end);
    }

    /** Gaps before the first value. */
    static int leading(double[] history) {
        int first = 0;
        while (first < history.length && !Double.isFinite(history[first])) first++;
        return first;
    }

    static int count(double[] history) {
        int present = 0;
        for (double value : history) if (Double.isFinite(value)) present++;
        return present;
    }

    /** Values before {@code from} are filled already, so the cycle before has no gap. */
    private static void fill(double[] values, int from, int until, int period) {
        double before = values[from - 1];
        double after = values[until];
        int steps = until - from + 1;
        int back = period < 2 ? 0 : period * ((steps + period - 1) / period);
        boolean shaped = back > 0 && from - 1 - back >= 0;
        for (int at = from; at < until; at++) {
            double share = (at - from + 1.0) / steps;
            double line = before + (after - before) * share;
            if (shaped) {
                double lineThen =
                        values[from - 1 - back]
                                + (values[until - back] - values[from - 1 - back]) * share;
                line += values[at - back] - lineThen;
            }
            values[at] = line;
        }
    }
}
