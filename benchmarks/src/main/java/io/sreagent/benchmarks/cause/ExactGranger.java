package io.sreagent.benchmarks.cause;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * The F statistic of one Granger test without any rounding but that of its last digit, to tell
 * which of two ways of reckoning it in floating point is off.
 *
 * <p>A double is a whole number times a power of two, so all values of a pair are made whole by one
 * factor, which F does not depend on. With G the matrix of all inner products of the regressors
 * and, last, the effect, the residual sum of squares is {@code det G / det G'}, G' without the last
 * row and column (Schur complement). Determinants of whole numbers are exact by fraction-free
 * elimination (Bareiss, "Sylvester's Identity and Multistep Integer-Preserving Gaussian
 * Elimination", 1968). Cost: samples · lag² products of whole numbers.
 */
final class ExactGranger {
    private static final MathContext DIGITS = new MathContext(40);

    private ExactGranger() {}

    /**
     * @param cause as long as effect, finite
     * @return {@code ((RSSr − RSSu) / lag) / (RSSu / (n − 2 · lag − 1))} with n = length − lag
     */
    static double f(double[] cause, double[] effect, int lag) {
        int shift = Math.max(digits(cause), digits(effect));
        BigInteger[] x = whole(cause, shift);
        BigInteger[] y = whole(effect, shift);
        int rows = effect.length - lag;
        BigInteger[] restricted = pivots(products(columns(x, y, lag, false, shift), rows));
        BigInteger[] unrestricted = pivots(products(columns(x, y, lag, true, shift), rows));
        BigDecimal less = squares(unrestricted);
        BigDecimal drop = squares(restricted).subtract(less);
        BigDecimal freedom = BigDecimal.valueOf(rows - 2L * lag - 1);
        return drop.multiply(freedom)
                .divide(less.multiply(BigDecimal.valueOf(lag)), DIGITS)
                .doubleValue();
    }

    /** Binary places after the point that the finest value needs. */
    private static int digits(double[] values) {
        int most = 0;
        for (double value : values)
            if (value != 0) most = Math.max(most, 52 - Math.getExponent(value));
        return most;
    }

    private static BigInteger[] whole(double[] values, int shift) {
        BigDecimal factor = new BigDecimal(BigInteger.ONE.shiftLeft(shift));
        BigInteger[] whole = new BigInteger[values.length];
        for (int t = 0; t < values.length; t++)
            whole[t] = new BigDecimal(values[t]).multiply(factor).toBigIntegerExact();
        return whole;
    }

    /** Constant, lags of the effect, lags of the cause if wanted, the effect. */
    private static BigInteger[][] columns(
            BigInteger[] x, BigInteger[] y, int lag, boolean both, int shift) {
        int width = 2 + lag + (both ? lag : 0);
        int rows = y.length - lag;
        BigInteger[][] columns = new BigInteger[width][rows];
        for (int t = 0; t < rows; t++) {
            columns[0][t] = BigInteger.ONE.shiftLeft(shift);
            for (int k = 1; k <= lag; k++) {
                columns[k][t] = y[t + lag - k];
                if (both) columns[lag + k][t] = x[t + lag - k];
            }
            columns[width - 1][t] = y[t + lag];
        }
        return columns;
    }

    private static BigInteger[][] products(BigInteger[][] columns, int rows) {
        int width = columns.length;
        BigInteger[][] products = new BigInteger[width][width];
        for (int i = 0; i < width; i++)
            for (int j = 0; j <= i; j++) {
                BigInteger sum = BigInteger.ZERO;
                for (int t = 0; t < rows; t++) sum = sum.add(columns[i][t].multiply(columns[j][t]));
                products[i][j] = sum;
                products[j][i] = sum;
            }
        return products;
    }

    /** The leading principal minors of a positive definite matrix, which is overwritten. */
    private static BigInteger[] pivots(BigInteger[][] a) {
        BigInteger before = BigInteger.ONE;
        BigInteger[] minors = new BigInteger[a.length];
        for (int k = 0; k < a.length; k++) {
            minors[k] = a[k][k];
            for (int i = k + 1; i < a.length; i++)
                for (int j = k + 1; j < a.length; j++)
                    a[i][j] =
                            a[i][j].multiply(a[k][k])
                                    .subtract(a[i][k].multiply(a[k][j]))
                                    .divide(before);
            before = a[k][k];
        }
        return minors;
    }

    private static BigDecimal squares(BigInteger[] minors) {
        int last = minors.length - 1;
        return new BigDecimal(minors[last])
                .divide(new BigDecimal(minors[last - 1]), new MathContext(80));
    }
}
