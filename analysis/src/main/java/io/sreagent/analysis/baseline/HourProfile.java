package io.sreagent.analysis.baseline;

import io.sreagent.analysis.stats.Robust;
import java.time.Instant;
import java.util.Arrays;

/**
 * The shape of a week: how far each hour of the week lies from the level, as medians, so that one
 * outage in the past does not dent it.
 *
 * <p>For each hour w of the week (UTC): profile(w) = f₁ · o(hour of day) + f₂ · q(w), where o is
 * the median offset of that hour of day over all days, q the median over all weeks of what o
 * leaves. f₁ and f₂ shrink what could be noise: f = max(0, 1 − noise / variance), the positive-part
 * James–Stein factor with the noise of a median of n days, π/2 · s²/n. While there is one week
 * only, the noise of q is how much workdays differ among themselves: weekends can then stand out, a
 * single Tuesday cannot. A series without seasons thus gets a flat profile by itself.
 *
 * <p>Source: B. Efron, C. Morris, <i>JASA</i> 70 (1975). Cost: O(n) to learn, O(1) to ask.
 */
final class HourProfile {
    static final int HOURS = 168;

    /** One per hour of the week, in the series' unit. */
    final double[] offset;

    /**
     * One per hour: whether it goes over into the next by a step at the full hour (jobs, shifts) or
     * by a straight line from middle to middle.
     */
    final boolean[] step;

    HourProfile(double[] offset, boolean[] step) {
        if (offset.length != HOURS || step.length != HOURS)
            throw new IllegalArgumentException("hours " + offset.length + ", " + step.length);
        this.offset = offset;
        this.step = step;
    }

    static HourProfile flat() {
        return new HourProfile(new double[HOURS], new boolean[HOURS]);
    }

    /**
     * @param values detrended, NaN for gaps
     * @param startSecond time of the first value in Unix seconds
     * @param stepSeconds distance of two
     */
    static HourProfile learn(double[] values, long startSecond, double stepSeconds) {
        double[][] cells = cells(values, startSecond, stepSeconds);
        int firstHour = (int) Math.floorMod(Math.floorDiv(startSecond, 3600L) + 72, (long) HOURS);
        double[] byDay = medians(cells, firstHour, 24);
        fill(byDay);
        shrink(byDay, noise(cells, firstHour, 24));
        for (int c = 0; c < cells.length; c++) {
            double rest = Robust.median(cells[c]) - byDay[(firstHour + c) % 24];
            cells[c] = new double[] {rest};
        }
        double[] byWeek = cautiousMedians(cells, firstHour);
        double weeks = cells.length / (double) HOURS;
        if (weeks < 0.9) Arrays.fill(byWeek, 0);
        else shrink(byWeek, weeks < 1.9 ? amongWorkdays(byWeek) : noise(cells, firstHour, HOURS));
        double[] offset = new double[HOURS];
        for (int h = 0; h < HOURS; h++)
            offset[h] = byDay[h % 24] + (Double.isNaN(byWeek[h]) ? 0 : byWeek[h]);
        HourProfile lines = new HourProfile(offset, new boolean[HOURS]);
        boolean[] all = new boolean[HOURS];
        Arrays.fill(all, true);
        double[] byLine = lines.misfit(values, startSecond, stepSeconds);
        double[] byStep = new HourProfile(offset, all).misfit(values, startSecond, stepSeconds);
        boolean[] step = new boolean[HOURS];
        for (int h = 0; h < HOURS; h++) step[h] = byStep[h] < byLine[h];
        return new HourProfile(offset, step);
    }

    /** Offset from the level at a time, in the series' unit. */
    double at(Instant time) {
        return at(time.getEpochSecond() + time.getNano() * 1e-9);
    }

    double at(double second) {
        double fromMiddle = hour(second) - 0.5;
        int left = hourOfWeek(fromMiddle);
        int right = (left + 1) % HOURS;
        double share = fromMiddle - Math.floor(fromMiddle);
        if (step[left]) return offset[share < 0.5 ? left : right];
        return offset[left] + share * (offset[right] - offset[left]);
    }

    /**
     * Standard deviation, in the series' unit, of not knowing the moment at which the profile
     * moves: within ten minutes of a step its height over √12, as for any uniform error, so that a
     * job that is late is no surprise; on a line a tenth of what it climbs in an hour.
     */
    double doubt(double second) {
        double fromMiddle = hour(second) - 0.5;
        int left = hourOfWeek(fromMiddle);
        double jump = Math.abs(offset[(left + 1) % HOURS] - offset[left]);
        if (!step[left]) return jump / 10;
        double share = fromMiddle - Math.floor(fromMiddle);
        return Math.abs(share - 0.5) <= 1 / 6.0 ? jump / Math.sqrt(12) : 0;
    }

    /** Hours since a Monday 00:00: 1970-01-01 was a Thursday, three days after one. */
    private static double hour(double second) {
        return second / 3600 + 72;
    }

    private static int hourOfWeek(double hour) {
        return (int) Math.floorMod((long) Math.floor(hour), (long) HOURS);
    }

    /** Sum of absolute errors between the middle of each hour and the middle of the next. */
    private double[] misfit(double[] values, long startSecond, double stepSeconds) {
        double[] sum = new double[HOURS];
        for (int i = 0; i < values.length; i++) {
            double second = startSecond + i * stepSeconds;
            double rest = values[i] - at(second);
            if (!Double.isNaN(rest)) sum[hourOfWeek(hour(second) - 0.5)] += Math.abs(rest);
        }
        return sum;
    }

    /** Values by hour since the first, present ones only. */
    private static double[][] cells(double[] values, long startSecond, double stepSeconds) {
        long first = Math.floorDiv(startSecond, 3600L);
        long last = (long) Math.floor((startSecond + (values.length - 1) * stepSeconds) / 3600);
        double[][] cells = new double[(int) (last - first + 1)][];
        int from = 0;
        for (int c = 0; c < cells.length; c++) {
            int to = from;
            while (to < values.length
                    && Math.floor((startSecond + to * stepSeconds) / 3600) - first <= c) to++;
            cells[c] = Robust.present(Arrays.copyOfRange(values, from, to));
            from = to;
        }
        return cells;
    }

    /** Median over cells of the median in each, for every phase. */
    private static double[] medians(double[][] cells, int firstHour, int phases) {
        double[] result = new double[phases];
        for (int p = 0; p < phases; p++)
            result[p] = Robust.median(cellsOf(cells, firstHour, phases, p));
        return result;
    }

    /**
     * For each hour of the week the median over the weeks; of two middle ones the smaller, because
     * with two weeks the mean of both would be half an outage.
     */
    private static double[] cautiousMedians(double[][] cells, int firstHour) {
        double[] result = new double[HOURS];
        for (int p = 0; p < HOURS; p++) {
            double[] same = Robust.present(cellsOf(cells, firstHour, HOURS, p));
            Arrays.sort(same);
            int n = same.length;
            if (n == 0) {
                result[p] = Double.NaN;
                continue;
            }
            double low = same[(n - 1) / 2];
            double high = same[n / 2];
            result[p] = Math.abs(low) <= Math.abs(high) ? low : high;
        }
        return result;
    }

    private static double[] cellsOf(double[][] cells, int firstHour, int phases, int phase) {
        int first = Math.floorMod(phase - firstHour, phases);
        int n = first < cells.length ? (cells.length - first + phases - 1) / phases : 0;
        double[] same = new double[n];
        for (int i = 0; i < n; i++) same[i] = Robust.median(cells[first + i * phases]);
        return same;
    }

    /** Typical variance of the phases' medians that is due to chance. */
    private static double noise(double[][] cells, int firstHour, int phases) {
        double[] variance = new double[phases];
        for (int p = 0; p < phases; p++) {
            double[] same = Robust.present(cellsOf(cells, firstHour, phases, p));
            double squares = 0;
            double middle = Robust.median(same);
            for (double x : same) squares += (x - middle) * (x - middle);
            variance[p] =
                    same.length < 2
                            ? Double.NaN
                            : Math.PI / 2 * squares / (same.length - 1) / same.length;
        }
        return Robust.median(variance);
    }

    /** Typical variance of the same hour from Monday to Friday. */
    private static double amongWorkdays(double[] byWeek) {
        double[] variance = new double[24];
        for (int h = 0; h < 24; h++) {
            double[] same = new double[5];
            for (int d = 0; d < 5; d++) same[d] = byWeek[24 * d + h];
            double spread = Robust.mad(same, Robust.median(same));
            variance[h] = spread * spread;
        }
        return Robust.median(variance);
    }

    private static void shrink(double[] offset, double noise) {
        double mean = Robust.median(offset);
        double squares = 0;
        int n = 0;
        for (double x : offset) {
            if (Double.isNaN(x)) continue;
            squares += (x - mean) * (x - mean);
            n++;
        }
        double variance = n < 2 ? 0 : squares / (n - 1);
        double unproven = Double.isNaN(noise) ? 0 : noise;
        double keep = variance <= 0 ? 0 : Math.clamp(1 - unproven / variance, 0, 1);
        for (int i = 0; i < offset.length; i++) offset[i] *= keep;
    }

    /** Hours of the day never seen get the straight line between their neighbours. */
    private static void fill(double[] byDay) {
        int n = byDay.length;
        double[] known = byDay.clone();
        for (int i = 0; i < n; i++) {
            if (!Double.isNaN(known[i])) continue;
            int back = 1;
            int ahead = 1;
            while (back < n && Double.isNaN(known[Math.floorMod(i - back, n)])) back++;
            while (ahead < n && Double.isNaN(known[(i + ahead) % n])) ahead++;
            if (back == n) {
                byDay[i] = 0;
                continue;
            }
            double left = known[Math.floorMod(i - back, n)];
            double right = known[(i + ahead) % n];
            byDay[i] = left + (right - left) * back / (back + ahead);
        }
    }
}
