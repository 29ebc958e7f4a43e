package io.sreagent.analysis.season;

import org.jspecify.annotations.Nullable;

/**
 * Local regression on an even grid, as the original program for STL computes it: the value at x of
 * the constant or line fitted to the nearest {@code window} points with weights (1 − (d/h)³)³, h
 * the distance of the furthest of them. Points nearer than h/1000 weigh 1, further than 0.999 h
 * nothing; a window wider than the series widens h by half of what is missing.
 *
 * <p>Positions count from 0. Expects no NaN. What the weights of a point are depends on its place
 * in the window only, so the weights of the point before are kept as long as the place is the same:
 * inside a series a point costs one multiplication a neighbour. Source: R. Cleveland et al.,
 * <i>STL</i>, Journal of Official Statistics 6 (1990); W. Cleveland, JASA 74 (1979). Cost:
 * O(window) a point. Not for two threads at once.
 */
final class LocalLine {
    private final int window;
    private final int degree;
    private final int jump;
    private double[] weights = new double[0];
    private double keptBelow = Double.NaN;
    private int keptCount = -1;
    private int keptOf = -1;

    /**
     * @param window points that take part
     * @param degree 0 for a constant, 1 for a line
     * @param jump every how many points are computed; those between lie on straight lines
     */
    LocalLine(int window, int degree, int jump) {
        this.window = window;
        this.degree = degree;
        this.jump = jump;
    }

    int window() {
        return window;
    }

    /**
     * Smooths the first {@code n} of {@code y} into {@code into}, from {@code at} on.
     *
     * @param trust weight of each point by itself; null when all are alike
     */
    void smooth(double[] y, int n, double @Nullable [] trust, double[] into, int at) {
        if (n < 2) {
            into[at] = y[0];
            return;
        }
        int stride = Math.min(jump, n - 1);
        int half = (window + 1) / 2;
        int left = 0;
        for (int i = 0; i < n; i += stride) {
            left = window >= n ? 0 : Math.clamp(i - half + 1, 0, n - window);
            into[at + i] = value(y, n, i, left, trust, y[i]);
        }
        if (stride == 1) return;
        int last = (n - 1) / stride * stride;
        for (int i = 0; i < last; i += stride) join(into, at + i, at + i + stride);
        if (last == n - 1) return;
        into[at + n - 1] = value(y, n, n - 1, left, trust, y[n - 1]);
        join(into, at + last, at + n - 1);
    }

    /** The value at a place that may lie outside, from the points from {@code left} on. */
    double value(
            double[] y, int n, double x, int left, double @Nullable [] trust, double otherwise) {
        int count = Math.min(window, n);
        if (trust != null) {
            keptCount = -1;
            if (!weigh(n, x, left, count, trust)) return otherwise;
        } else if (x - left != keptBelow || count != keptCount || n != keptOf) {
            if (!weigh(n, x, left, count, null)) return otherwise;
            keptBelow = x - left;
            keptCount = count;
            keptOf = n;
        }
        return dot(weights, y, left, count);
    }

    /** Four sums side by side, so that one addition need not wait for the one before. */
    private static double dot(double[] weights, double[] y, int left, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j + 3 < count; j += 4) {
            a += weights[j] * y[left + j];
            b += weights[j + 1] * y[left + j + 1];
            c += weights[j + 2] * y[left + j + 2];
            d += weights[j + 3] * y[left + j + 3];
        }
        for (; j < count; j++) a += weights[j] * y[left + j];
        return a + b + (c + d);
    }

    private boolean weigh(int n, double x, int left, int count, double @Nullable [] trust) {
        if (weights.length < count) weights = new double[count];
        double reach = Math.max(x - left, left + count - 1 - x);
        if (window > n) reach += (window - n) / 2;
        double far = 0.999 * reach;
        double near = 0.001 * reach;
        double total = 0;
        for (int j = 0; j < count; j++) {
            double distance = Math.abs(left + j - x);
            double weight = 0;
            if (distance <= far) {
                double share = distance / reach;
                double inner = 1 - share * share * share;
                weight = distance <= near ? 1 : inner * inner * inner;
                if (trust != null) weight *= trust[left + j];
                total += weight;
            }
            weights[j] = weight;
        }
        if (total <= 0) return false;
        double centre = 0;
        for (int j = 0; j < count; j++) {
            weights[j] /= total;
            centre += weights[j] * j;
        }
        if (reach <= 0 || degree == 0) return true;
        double spread = 0;
        for (int j = 0; j < count; j++) spread += weights[j] * (j - centre) * (j - centre);
        if (Math.sqrt(spread) <= 0.001 * (n - 1)) return true;
        double slope = (x - left - centre) / spread;
        for (int j = 0; j < count; j++) weights[j] *= slope * (j - centre) + 1;
        return true;
    }

    private static void join(double[] y, int from, int to) {
        double step = (y[to] - y[from]) / (to - from);
        for (int i = from + 1; i < to; i++) y[i] = y[from] + step * (i - from);
    }
}
