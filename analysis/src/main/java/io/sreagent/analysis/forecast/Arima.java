package io.sreagent.analysis.forecast;

import io.sreagent.analysis.season.Mstl;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ARIMA with automatic order. The series is differenced until the KPSS test (Kwiatkowski et al.
 * 1992) no longer finds it wandering; orders are then sought stepwise by AICc, starting from (2,2),
 * (0,0), (1,0) and (0,1) and moving by one while that helps (Hyndman and Khandakar 2008). Each
 * candidate costs two least-squares problems ({@link Arma}).
 *
 * <p>Seasons: {@link #adjusted} takes them out beforehand ({@link Mstl}) and is cheap for long
 * periods. {@link #automatic} differences at the shortest season and adds a term at its lag to
 * either side; unlike Box and Jenkins' model its terms add up instead of multiplying.
 *
 * <p>Gaps are bridged first. Only the last {@value Past#RECENT} values or a dozen cycles are used.
 * Cost: about 15 candidates × O(n·k²).
 */
public final class Arima extends FittedForecaster {

    private static final int MOST_EACH = 5;
    private static final double KPSS_5_PERCENT = 0.463;

    private final boolean seasonal;

    private Arima(boolean seasonal) {
        this.seasonal = seasonal;
    }

    /** On the seasonally adjusted series. */
    public static Arima adjusted() {
        return new Arima(false);
    }

    /** With seasonal differences and seasonal terms, where there is a season. */
    public static Arima automatic() {
        return new Arima(true);
    }

    @Override
    public String name() {
        return seasonal ? "arima" : "stl-arima";
    }

    @Override
    public int needs(int[] periods) {
        return 20;
    }

    @Override
    Fit fit(Past learned) {
        int season = seasonal && learned.periods().length > 0 ? learned.periods()[0] : 0;
        double[] y = series(learned, season);
        boolean differenced = kpss(y) > KPSS_5_PERCENT;
        Arma arma = Search.best(differenced ? differences(y, 1) : y, season);
        return (past, horizon) -> {
            double[] now = series(past, season);
            double[] mean = arma.ahead(differenced ? differences(now, 1) : now, horizon);
            if (differenced) sum(mean, now[now.length - 1]);
            if (season == 0) return past.decomposition().addSeasons(mean);
            for (int step = 0; step < horizon; step++)
                mean[step] +=
                        step < season
                                ? past.values()[past.length() - season + step]
                                : mean[step - season];
            return mean;
        };
    }

    private static double[] series(Past past, int season) {
        return season == 0 ? past.decomposition().adjusted() : differences(past.recent(), season);
    }

    private static double[] differences(double[] y, int lag) {
        double[] differences = new double[y.length - lag];
        for (int t = lag; t < y.length; t++) differences[t - lag] = y[t] - y[t - lag];
        return differences;
    }

    private static void sum(double[] mean, double last) {
        for (int step = 0; step < mean.length; step++)
            mean[step] += step == 0 ? last : mean[step - 1];
    }

    /** Partial sums of the deviations, squared, over their long-run variance. */
    private static double kpss(double[] y) {
        double average = Arrays.stream(y).average().orElse(0);
        int lags = (int) (4 * Math.pow(y.length / 100.0, 0.25));
        double sum = 0;
        double squares = 0;
        for (double value : y) {
            sum += value - average;
            squares += sum * sum;
        }
        double variance = 0;
        for (int lag = 0; lag <= lags; lag++) {
            double cross = 0;
            for (int t = lag; t < y.length; t++) cross += (y[t] - average) * (y[t - lag] - average);
            variance += (lag == 0 ? 1 : 2 * (1 - lag / (lags + 1.0))) * cross / y.length;
        }
        return variance > 0 ? squares / ((double) y.length * y.length * variance) : 0;
    }

    /** The stepwise search over orders. */
    private static final class Search {
        private final double[] y;
        private final double[] innovations;
        private final int season;
        private final int skip;
        private final Set<Order> tried = new HashSet<>();
        private Order best = new Order(0, 0, 0, 0);
        private double least = Double.POSITIVE_INFINITY;
        private @Nullable Arma found;

        private record Order(int p, int q, int seasonalP, int seasonalQ) {}

        private Search(double[] y, int season) {
            this.y = y;
            this.season = season;
            innovations = Arma.innovations(y);
            skip = Math.min(y.length / 2, MOST_EACH + season);
        }

        static Arma best(double[] y, int season) {
            Search search = new Search(y, season);
            int seasonalTerm = season > 0 ? 1 : 0;
            search.attempt(new Order(0, 0, 0, 0));
            search.attempt(new Order(2, 2, 0, seasonalTerm));
            search.attempt(new Order(1, 0, 0, seasonalTerm));
            search.attempt(new Order(0, 1, 0, seasonalTerm));
            while (search.improves()) {}
            double mean = Arrays.stream(y).average().orElse(0);
            return search.found == null
                    ? new Arma(mean, new int[0], new double[0], new int[0], new double[0])
                    : search.found;
        }

        private boolean improves() {
            Order from = best;
            for (int dp = -1; dp <= 1; dp++) {
                for (int dq = -1; dq <= 1; dq++)
                    attempt(new Order(from.p + dp, from.q + dq, from.seasonalP, from.seasonalQ));
            }
            if (season > 0) {
                attempt(new Order(from.p, from.q, 1 - from.seasonalP, from.seasonalQ));
                attempt(new Order(from.p, from.q, from.seasonalP, 1 - from.seasonalQ));
            }
            return !best.equals(from);
        }

        private void attempt(Order order) {
            boolean allowed =
                    order.p >= 0 && order.q >= 0 && order.p <= MOST_EACH && order.q <= MOST_EACH;
            if (!allowed || !tried.add(order)) return;
            Arma arma =
                    Arma.of(
                            y,
                            innovations,
                            lags(order.p, order.seasonalP),
                            lags(order.q, order.seasonalQ));
            if (arma == null) return;
            double cost = arma.aicc(y, skip);
            if (cost < least) {
                least = cost;
                best = order;
                found = arma;
            }
        }

        private int[] lags(int order, int seasonalOrder) {
            int[] lags = Arrays.copyOf(Arma.consecutive(order), order + seasonalOrder);
            if (seasonalOrder > 0) lags[order] = season;
            return lags;
        }
    }
}
