package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.forecast.Continuation;
import io.sreagent.analysis.forecast.FittedForecaster;
import io.sreagent.analysis.forecast.PiecewiseTrend;
import io.sreagent.analysis.forecast.Recurrent;
import io.sreagent.analysis.forecast.SeasonalTrend;
import io.sreagent.analysis.stats.Window;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Flags values that a forecaster did not foresee.
 *
 * <p>Input: the value itself. The forecaster learns from the last 14 periods (at least 500, at most
 * 4,000 values) as soon as there are two periods and 100 values, again when those have doubled, and
 * then every seven periods; a forecast is made for the next twenty-fourth of a period at a time.
 * Score |value − forecast| over the MAD of the last 2,000 such errors; 0 until 30 are known. A gap
 * has no opinion, and the forecast stands in for it.
 *
 * <p>{@code stl-residual}: trend and season by STL, R. Cleveland et al., 1990. {@code
 * prophet-residual}: a bending trend with Fourier seasons, S. Taylor, B. Letham, 2018. {@code
 * lstm-residual}: a recurrent network, S. Hochreiter, J. Schmidhuber, 1997; P. Malhotra et al.,
 * 2015. Cost: a fit every seven periods (STL and Prophet-style milliseconds, LSTM about a second),
 * a forecast every twenty-fourth of a period.
 */
public final class ForecastResidual implements Detector {
    private static final int PERIODS = 14;
    private static final int WITHOUT_SEASON = 120;

    private final String name;
    private final Supplier<FittedForecaster> forecaster;

    private ForecastResidual(String name, Supplier<FittedForecaster> forecaster) {
        this.name = name;
        this.forecaster = forecaster;
    }

    public static ForecastResidual stl() {
        return new ForecastResidual("stl-residual", SeasonalTrend::new);
    }

    public static ForecastResidual prophetStyle() {
        return new ForecastResidual("prophet-residual", PiecewiseTrend::new);
    }

    public static ForecastResidual lstm() {
        return new ForecastResidual("lstm-residual", Recurrent::lstm);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT, AnomalyKind.LEVEL_SHIFT, AnomalyKind.PERIODIC);
    }

    @Override
    public Run start(Grid grid) {
        return new Foreseeing(forecaster.get(), grid.period());
    }

    private static final class Foreseeing implements Run {
        private static final double LARGEST = 1e100;

        private final FittedForecaster forecaster;
        private final int[] periods;
        private final int keep;
        private final int block;
        private final int every;
        private final Window errors = new Window(2000);
        private double[] values = new double[256];
        private int n;
        private int seen;
        private int learnAt;
        private @Nullable Continuation learned;
        private double[] ahead = new double[0];
        private int place;

        Foreseeing(FittedForecaster forecaster, int period) {
            this.forecaster = forecaster;
            int season = period > 1 ? period : WITHOUT_SEASON;
            periods = period > 1 ? new int[] {period} : new int[0];
            keep = Math.clamp((long) PERIODS * season, 500, 4000);
            block = Math.max(1, season / 24);
            every = 7 * season;
            learnAt = Math.max(100, 2 * season);
        }

        @Override
        public double next(double value) {
            boolean gap = !Double.isFinite(value);
            if (gap && n == 0) return Double.NaN;
            double told = foretold();
            double x = gap ? filling(told) : Math.clamp(value, -LARGEST, LARGEST);
            double score = gap || Double.isNaN(told) ? Double.NaN : judged(x, told);
            add(x);
            if (seen >= learnAt) learn();
            return gap ? Double.NaN : Double.isNaN(score) ? 0 : score;
        }

        private double filling(double told) {
            return Double.isNaN(told) ? values[n - 1] : told;
        }

        private double judged(double x, double told) {
            double error = Math.abs(x - told) <= 1e-9 * Math.abs(x) ? 0 : x - told;
            double score = Surprise.of(error, errors.size() < 30 ? 0 : errors.mad(), false);
            errors.add(error);
            return score;
        }

        private double foretold() {
            if (learned == null) return Double.NaN;
            if (place == ahead.length) {
                ahead = learned.ahead(Arrays.copyOf(values, n), block);
                place = 0;
            }
            double told = ahead[place++];
            return Double.isFinite(told) ? Math.clamp(told, -LARGEST, LARGEST) : Double.NaN;
        }

        private void add(double x) {
            if (n == values.length) values = Arrays.copyOf(values, 2 * n);
            values[n++] = x;
            seen++;
        }

        private void learn() {
            int from = Math.max(0, n - keep);
            values = Arrays.copyOfRange(values, from, Math.max(from + 256, n));
            n -= from;
            learned = Continuation.learn(forecaster, Arrays.copyOf(values, n), periods);
            ahead = new double[0];
            place = 0;
            learnAt = seen + Math.min(seen, every);
        }
    }
}
