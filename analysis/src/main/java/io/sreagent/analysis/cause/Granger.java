package io.sreagent.analysis.cause;

import java.util.Arrays;

/**
 * Does the past of one series help to foretell another beyond that one's own past?
 *
 * <p>For effect y, cause x and lag p, with a constant: restricted model y(t) on y(t−1 … t−p),
 * unrestricted with x(t−1 … t−p) added; {@code F = ((RSSr − RSSu) / p) / (RSSu / (n − 2p − 1))}
 * with n = length − p, and its p-value from the F(p, n − 2p − 1) distribution. Granger,
 * "Investigating Causal Relations by Econometric Models and Cross-spectral Methods", Econometrica
 * 1969; the arithmetic is that of {@code ssr_ftest} in statsmodels' {@code grangercausalitytests}.
 *
 * <p>All pairs share the orthonormal basis of each series' lags, so a pair costs n p² instead of n
 * (2p)² plus the solving: with bases Qx and Qy and the residual r of y on Qy, the drop in squares
 * is {@code bᵀ (I − CᵀC)⁻¹ b} with {@code C = QyᵀQx} and {@code b = Qxᵀr}. A series with NaN, one
 * whose lags are linearly dependent (a constant, say), or too few samples give NaN.
 */
public final class Granger {

    /**
     * F statistics and p-values.
     *
     * @param f {@code f[lag − 1][cause][effect]}
     * @param p likewise
     */
    public record Result(double[][][] f, double[][][] p) {}

    private Granger() {}

    /**
     * @param series all of one length, one row each
     * @param maxLag tests lags 1 … maxLag
     */
    public static Result allPairs(double[][] series, int maxLag) {
        int count = series.length;
        double[][][] f = new double[maxLag][count][count];
        double[][][] p = new double[maxLag][count][count];
        for (int lag = 1; lag <= maxLag; lag++) {
            int rows = count == 0 ? 0 : series[0].length - lag;
            int freedom = rows - 2 * lag - 1;
            double[][][] bases = new double[count][][];
            double[][] residuals = new double[count][];
            for (int i = 0; i < count; i++) {
                bases[i] = freedom > 0 ? basis(series[i], lag) : new double[0][];
                residuals[i] = residual(series[i], lag, bases[i]);
            }
            for (double[] row : f[lag - 1]) Arrays.fill(row, Double.NaN);
            for (int one = 0; one < count; one++)
                for (int other = 0; other < one; other++) {
                    if (bases[one].length < lag || bases[other].length < lag) continue;
                    // What two bases have in common is the same seen from either side.
                    double[][] overlap = products(bases[one], bases[other]);
                    f[lag - 1][one][other] =
                            statistic(bases[one], overlap, residuals[other], freedom);
                    f[lag - 1][other][one] =
                            statistic(bases[other], transposed(overlap), residuals[one], freedom);
                }
            for (int cause = 0; cause < count; cause++)
                for (int effect = 0; effect < count; effect++)
                    p[lag - 1][cause][effect] =
                            FDistribution.upperTail(f[lag - 1][cause][effect], lag, freedom);
        }
        return new Result(f, p);
    }

    /**
     * @param overlap {@code [i][k]}: column i of the cause's basis times column k of the effect's
     */
    private static double statistic(
            double[][] cause, double[][] overlap, double[] residual, int freedom) {
        int lag = cause.length;
        double[][] left = new double[lag][lag];
        double[] b = new double[lag];
        for (int i = 0; i < lag; i++) b[i] = dot(cause[i], residual);
        for (int i = 0; i < lag; i++)
            for (int j = 0; j <= i; j++) {
                double sum = i == j ? 1 : 0;
                for (int k = 0; k < lag; k++) sum -= overlap[i][k] * overlap[j][k];
                left[i][j] = sum;
            }
        double drop = quadratic(left, b);
        double restricted = dot(residual, residual);
        double unrestricted = restricted - drop;
        if (!(unrestricted > 1e-14 * restricted)) return Double.NaN;
        return drop / lag / (unrestricted / freedom);
    }

    private static double[][] products(double[][] one, double[][] other) {
        double[][] products = new double[one.length][other.length];
        for (int i = 0; i < one.length; i++)
            for (int k = 0; k < other.length; k++) products[i][k] = dot(one[i], other[k]);
        return products;
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] transposed = new double[matrix.length][matrix.length];
        for (int i = 0; i < matrix.length; i++)
            for (int k = 0; k < matrix.length; k++) transposed[k][i] = matrix[i][k];
        return transposed;
    }

    /** {@code bᵀ A⁻¹ b} by Cholesky; the lower triangle of A is overwritten. */
    private static double quadratic(double[][] a, double[] b) {
        int size = b.length;
        double[] solved = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double value = a[i][j];
                for (int k = 0; k < j; k++) value -= a[i][k] * a[j][k];
                if (i == j) {
                    if (!(value > 1e-13)) return Double.NaN;
                    a[i][i] = Math.sqrt(value);
                } else a[i][j] = value / a[j][j];
            }
            double value = b[i];
            for (int k = 0; k < i; k++) value -= a[i][k] * solved[k];
            solved[i] = value / a[i][i];
            sum += solved[i] * solved[i];
        }
        return sum;
    }

    /** Orthonormal basis of the centred lags, by Gram-Schmidt done twice for accuracy. */
    private static double[][] basis(double[] series, int lag) {
        double[][] basis = new double[lag][];
        for (int k = 1; k <= lag; k++) {
            double[] column = centred(Arrays.copyOfRange(series, lag - k, series.length - k));
            double before = Math.sqrt(dot(column, column));
            for (int pass = 0; pass < 2; pass++)
                for (int i = 0; i < k - 1; i++) subtract(column, basis[i], dot(column, basis[i]));
            double norm = Math.sqrt(dot(column, column));
            if (!(norm > 1e-10 * before)) return new double[0][];
            for (int t = 0; t < column.length; t++) column[t] /= norm;
            basis[k - 1] = column;
        }
        return basis;
    }

    private static double[] residual(double[] series, int lag, double[][] basis) {
        double[] residual = centred(Arrays.copyOfRange(series, lag, series.length));
        for (int pass = 0; pass < 2; pass++)
            for (double[] column : basis) subtract(residual, column, dot(residual, column));
        return residual;
    }

    private static double[] centred(double[] values) {
        double mean = 0;
        for (double value : values) mean += value / values.length;
        for (int i = 0; i < values.length; i++) values[i] -= mean;
        return values;
    }

    private static void subtract(double[] from, double[] column, double factor) {
        for (int t = 0; t < from.length; t++) from[t] -= factor * column[t];
    }

    private static double dot(double[] a, double[] b) {
        // Four sums let the processor work on them side by side.
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int t = 0;
        for (; t + 3 < a.length; t += 4) {
            s0 += a[t] * b[t];
            s1 += a[t + 1] * b[t + 1];
            s2 += a[t + 2] * b[t + 2];
            s3 += a[t + 3] * b[t + 3];
        }
        for (; t < a.length; t++) s0 += a[t] * b[t];
        return s0 + s1 + (s2 + s3);
    }
}
