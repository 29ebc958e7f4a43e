package io.sreagent.analysis.forecast;

/**
 * Local linear regression on an even grid (Cleveland 1979): the value at x of the line fitted to
 * the nearest {@code q} points, weighted by {@code (1−(d/dmax)³)³}. Expects no NaN. Cost: O(q) a
 * point.
 */
final class Loess {

    private Loess() {}

    /**
     * Smooths every point, computing each {@code jump}-th and joining them by straight lines.
     *
     * @param q window in points; wider than the series is allowed
     */
    static double[] smooth(double[] y, int q, int jump) {
        int n = y.length;
        double[] smooth = new double[n];
        int before = 0;
        smooth[0] = at(y, n, 0, q);
        while (before < n - 1) {
            int next = Math.min(n - 1, before + Math.max(1, jump));
            smooth[next] = at(y, n, next, q);
            double slope = (smooth[next] - smooth[before]) / (next - before);
            for (int i = before + 1; i < next; i++)
                smooth[i] = smooth[before] + slope * (i - before);
            before = next;
        }
        return smooth;
    }

    /**
     * @param n how many of {@code y} take part
     * @param x position in points; may lie outside 0..n−1
     */
    static double at(double[] y, int n, double x, int q) {
        int left = 0;
        int right = n - 1;
        if (q < n) {
            left = Math.clamp((int) Math.round(x) - q / 2, 0, n - q);
            right = left + q - 1;
        }
        double reach = Math.max(x - left, right - x);
        if (q > n) reach += (q - n) / 2.0;
        if (reach <= 0) return y[left];
        double total = 0;
        double first = 0;
        double second = 0;
        double value = 0;
        double cross = 0;
        for (int i = left; i <= right; i++) {
            double distance = Math.abs(i - x) / reach;
            if (distance >= 1) continue;
            double inner = 1 - distance * distance * distance;
            double weight = inner * inner * inner;
            double offset = i - x;
            total += weight;
            first += weight * offset;
            second += weight * offset * offset;
            value += weight * y[i];
            cross += weight * offset * y[i];
        }
        if (total <= 0) return y[Math.clamp(Math.round(x), left, right)];
        double spread = second * total - first * first;
        if (spread <= 1e-9 * total * total) return value / total;
        return (second * value - first * cross) / spread;
    }
}
