package io.sreagent.analysis.baseline;

import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.stats.Robust;
import io.sreagent.analysis.stats.Tail;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The learning of a {@link Baseline}, with what the history looked like under it.
 *
 * <p>Steps: gaps and given stretches out; medians of days over a sliding week give the slow
 * movement; what is left gives the {@link HourProfile}; a {@link LevelTracker} walks through the
 * history as it would have lived through it, and its errors, which are causal, give the spread.
 * Then stretches of at least half an hour (and six values) beyond eight sigmas are left out and all
 * is learned once more, but only when they are rare, fewer than one in two days and under 5 % of
 * the values: what comes back again and again is a habit, not an anomaly.
 *
 * @param baseline as of the end of the history
 * @param sigmas one per value: signed causal surprise in standard deviations; NaN for gaps and for
 *     what was left out
 */
public record Learning(Baseline baseline, double[] sigmas) {
    private static final double DAY = 86_400;
    private static final double STRANGE = 8;
    private static final int PRIOR_PER_HOUR = 24;

    public static Learning of(Series history, List<Stretch> anomalous, EffectFloor floor) {
        double[] values = history.values().clone();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) values[i] = Double.NaN;
            if (anomalous.isEmpty()) continue;
            Instant time = history.timeOf(i);
            for (Stretch stretch : anomalous) if (stretch.holds(time)) values[i] = Double.NaN;
        }
        long start = history.start().getEpochSecond();
        double step = history.step().toMillis() / 1000.0;
        Learning first = fit(values, start, step, floor);
        return withoutRare(values, first.sigmas, step) ? fit(values, start, step, floor) : first;
    }

    private static Learning fit(double[] values, long start, double step, EffectFloor floor) {
        int n = values.length;
        double[] present = Robust.present(values);
        double days = present.length * step / DAY;
        double middle = present.length == 0 ? 0 : Robust.median(present);
        boolean seasonal = days >= Baseline.MIN_DAYS;
        double[] detrended = seasonal ? detrended(values, start, step, middle) : values;
        HourProfile profile =
                seasonal ? HourProfile.learn(detrended, start, step) : HourProfile.flat();
        double[] expected = new double[n];
        for (int i = 0; i < n; i++) expected[i] = profile.at(start + i * step);

        double span = present.length * step;
        double tau = seasonal ? DAY : Math.max(6 * step, Math.clamp(span / 4, 300, 1800));
        double[] rest = new double[n];
        for (int i = 0; i < n; i++) rest[i] = detrended[i] - expected[i];
        double[] flat = new double[n];
        for (int i = 0; i < n; i++) flat[i] = values[i] - expected[i];
        double clipAt = spreadOf(rest, Robust.median(rest), floor.sigmaAt(middle));
        int head = (int) Math.clamp(tau / step, Math.min(n, 5), n);
        double begin = Robust.median(Arrays.copyOf(flat, head));
        LevelTracker tracker = new LevelTracker(Double.isNaN(begin) ? middle : begin, tau);
        double[] error = new double[n];
        for (int i = 0; i < n; i++) {
            error[i] = flat[i] - tracker.level;
            tracker.update(error[i], clipAt, step);
        }
        // A profile out of D days, or a level out of n values, errs by its own share; and a level
        // without a profile runs behind the rhythm of a day that it does not know.
        double caution =
                seasonal
                        ? Math.sqrt((days + 1) / (days - 1))
                        : 1.3 + 8.0 / Math.max(1, present.length);
        double[] spread = spread(error, start, step);
        for (int h = 0; h < 24; h++) spread[h] *= caution;
        double[] sigmas = new double[n];
        double low = 0;
        for (int i = 0; i < n; i++) {
            long second = (long) (start + i * step);
            double sigma =
                    Math.max(
                            Math.hypot(
                                    spread[(int) Math.floorMod(Math.floorDiv(second, 3600L), 24L)],
                                    profile.doubt(second)),
                            floor.sigmaAt(values[i] - error[i]));
            sigmas[i] = error[i] / sigma;
            if (values[i] < low) low = values[i];
        }
        double[] negated = new double[n];
        for (int i = 0; i < n; i++) negated[i] = -sigmas[i];
        long last = (long) (start + Math.max(0, n - 1) * step);
        boolean sparse = Robust.mad(error, Robust.median(error)) <= 0;
        Baseline baseline =
                new Baseline(
                        floor,
                        profile,
                        tracker,
                        spread,
                        reach(negated),
                        reach(sigmas),
                        low >= 0,
                        sparse,
                        days,
                        present.length,
                        1,
                        last,
                        n == 0 ? Long.MIN_VALUE / 2 : last);
        return new Learning(baseline, sigmas);
    }

    /** Values less the median of their days over a week around, the window kept inside the data. */
    private static double[] detrended(double[] values, long start, double step, double middle) {
        int n = values.length;
        int firstDay = (int) Math.floorDiv(start, (long) DAY);
        int days = (int) Math.floorDiv((long) (start + (n - 1) * step), (long) DAY) - firstDay + 1;
        double[] ofDay = new double[days];
        int from = 0;
        for (int d = 0; d < days; d++) {
            int to = from;
            while (to < n && Math.floor((start + to * step) / DAY) - firstDay <= d) to++;
            double[] day = Robust.present(Arrays.copyOfRange(values, from, to));
            ofDay[d] = day.length * step < 0.75 * DAY ? Double.NaN : Robust.median(day);
            from = to;
        }
        double[] slow = new double[days];
        for (int d = 0; d < days; d++) {
            int first = Math.clamp(d - 3, 0, Math.max(0, days - 7));
            slow[d] = Robust.median(Arrays.copyOfRange(ofDay, first, Math.min(days, first + 7)));
            if (Double.isNaN(slow[d])) slow[d] = middle;
        }
        double[] detrended = new double[n];
        for (int i = 0; i < n; i++) {
            int day = (int) Math.floor((start + i * step) / DAY) - firstDay;
            detrended[i] = values[i] - slow[day];
        }
        return detrended;
    }

    /**
     * By hour of day, pulled towards the spread of the whole by {@value #PRIOR_PER_HOUR} values.
     */
    private static double[] spread(double[] error, long start, double step) {
        double all = spreadOf(error, 0, 0);
        double[][] byHour = new double[24][error.length];
        int[] count = new int[24];
        for (int i = 0; i < error.length; i++) {
            if (Double.isNaN(error[i])) continue;
            int hour = (int) Math.floorMod((long) Math.floor((start + i * step) / 3600), 24L);
            byHour[hour][count[hour]++] = error[i];
        }
        double[] spread = new double[24];
        for (int h = 0; h < 24; h++) {
            double own = spreadOf(Arrays.copyOf(byHour[h], count[h]), 0, all);
            double weight = count[h] / (double) (count[h] + PRIOR_PER_HOUR);
            spread[h] = Math.sqrt(weight * own * own + (1 - weight) * all * all);
        }
        return spread;
    }

    private static double spreadOf(double[] values, double centre, double otherwise) {
        double spread = Robust.spread(values, centre);
        return Double.isNaN(spread) ? otherwise : spread;
    }

    /**
     * Sigmas that one in 740 values of the past exceeded on this side, between 3 and 10. A short
     * past is not extrapolated: of n values, one in n.
     */
    private static double reach(double[] sigmas) {
        double rarest = Math.max(0.00135, 1.0 / Math.max(1, Robust.present(sigmas).length));
        return Math.clamp(Tail.of(sigmas, 0.25).at(rarest), 3, 10);
    }

    private static boolean withoutRare(double[] values, double[] sigmas, double step) {
        int least = (int) Math.max(6, Math.ceil(1800 / step));
        int n = values.length;
        boolean[] out = new boolean[n];
        int stretches = 0;
        int left = 0;
        for (int i = 0; i < n; ) {
            int end = i;
            int calm = 0;
            int last = i - 1;
            while (end < n && calm < 3) {
                boolean strange = Math.abs(sigmas[end]) > STRANGE;
                if (strange) last = end;
                calm = strange ? 0 : calm + 1;
                end++;
            }
            if (last - i + 1 >= least) {
                stretches++;
                for (int j = i; j <= last; j++) out[j] = true;
                left += last - i + 1;
            }
            i = Math.max(last + 1, i + 1);
        }
        double days = n * step / DAY;
        if (stretches == 0 || stretches > Math.max(1, days / 2) || left > 0.05 * n) return false;
        for (int i = 0; i < n; i++) if (out[i]) values[i] = Double.NaN;
        return true;
    }
}
