package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GrangerTest {

    private static double[] noise(long seed, int length) {
        Random random = new Random(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) values[i] = random.nextGaussian();
        return values;
    }

    /** The textbook way: two least-squares fits by normal equations. */
    private static double byTwoRegressions(double[] cause, double[] effect, int lag) {
        int rows = effect.length - lag;
        double restricted = squares(cause, effect, lag, false);
        double unrestricted = squares(cause, effect, lag, true);
        return (restricted - unrestricted) / lag / (unrestricted / (rows - 2 * lag - 1));
    }

    private static double squares(double[] cause, double[] effect, int lag, boolean both) {
        int width = 1 + lag + (both ? lag : 0);
        int rows = effect.length - lag;
        double[][] x = new double[rows][width];
        for (int t = 0; t < rows; t++) {
            x[t][0] = 1;
            for (int k = 1; k <= lag; k++) {
                x[t][k] = effect[t + lag - k];
                if (both) x[t][lag + k] = cause[t + lag - k];
            }
        }
        double[][] a = new double[width][width + 1];
        for (int t = 0; t < rows; t++)
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) a[i][j] += x[t][i] * x[t][j];
                a[i][width] += x[t][i] * effect[t + lag];
            }
        for (int i = 0; i < width; i++)
            for (int r = 0; r < width; r++) {
                if (r == i) continue;
                double factor = a[r][i] / a[i][i];
                for (int j = i; j <= width; j++) a[r][j] -= factor * a[i][j];
            }
        double sum = 0;
        for (int t = 0; t < rows; t++) {
            double fitted = 0;
            for (int i = 0; i < width; i++) fitted += x[t][i] * a[i][width] / a[i][i];
            sum += Math.pow(effect[t + lag] - fitted, 2);
        }
        return sum;
    }

    @Test
    void f_equals_the_one_of_two_regressions() {
        double[][] series = {noise(1, 300), noise(2, 300)};
        for (int t = 2; t < 300; t++) series[1][t] += 0.4 * series[0][t - 2];

        Granger.Result result = Granger.allPairs(series, 5);

        for (int lag = 1; lag <= 5; lag++) {
            double expected = byTwoRegressions(series[0], series[1], lag);
            assertThat(result.f()[lag - 1][0][1])
                    .isCloseTo(expected, within(1e-9 * Math.max(1, expected)));
        }
    }

    @Test
    void cause_is_told_from_effect() {
        double[][] series = {noise(1, 300), noise(2, 300)};
        for (int t = 2; t < 300; t++) series[1][t] += 0.6 * series[0][t - 2];

        Granger.Result result = Granger.allPairs(series, 3);

        assertThat(result.p()[2][0][1]).isLessThan(1e-6);
        assertThat(result.p()[2][1][0]).isGreaterThan(0.01);
    }

    @Test
    void constant_series_and_gaps_give_no_number() {
        double[] gap = noise(3, 100);
        gap[50] = Double.NaN;
        double[][] series = {noise(1, 100), new double[100], gap};

        Granger.Result result = Granger.allPairs(series, 1);

        assertThat(result.f()[0][1][0]).isNaN();
        assertThat(result.f()[0][2][0]).isNaN();
    }

    @Test
    void tail_of_the_f_distribution_matches_published_critical_values() {
        assertThat(FDistribution.upperTail(4.9646, 1, 10)).isCloseTo(0.05, within(1e-5));
        assertThat(FDistribution.upperTail(2.7109, 5, 20)).isCloseTo(0.05, within(1e-5));
        assertThat(FDistribution.upperTail(4.1027, 5, 20)).isCloseTo(0.01, within(1e-5));
    }
}
