package io.sreagent.analysis.forecast;

import io.sreagent.analysis.finding.Forecast;
import java.time.Duration;
import java.util.Arrays;

/**
 * How good forecasts of a series would have been lately: the forecaster is asked again at earlier
 * moments with what was known then, and its answers are held against what came (rolling origins;
 * Tashman 2000).
 *
 * <p>Gaps in what came are not counted. Cost: one forecast per origin.
 */
public final class BackTest {

    /**
     * What came of it.
     *
     * @param origins how many earlier moments were tried
     * @param mase mean absolute error in units of the mean seasonal difference of all the history;
     *     under 1 is better than repeating the last cycle in the long run; NaN for a series without
     *     any change
     * @param naive the same of repeating the last cycle at the same moments
     * @param smape per cent, 0–200
     * @param covered share of values inside the interval, to be compared with its level
     * @param width mean width of the interval in the units of {@code mase}
     */
    public record Result(
            int origins, double mase, double naive, double smape, double covered, double width) {}

    private static final int LEAST_HISTORY = 2;

    private BackTest() {}

    /**
     * @param task its horizon and level are what each answer has; its history is what is known now
     * @param origins at most this many, one horizon apart, the last one a horizon before the end
     * @throws IllegalArgumentException when the history is too short for one origin
     */
    public static Result of(Forecaster forecaster, Task task, int origins) {
        double[] y = task.history();
        int season = Arrays.stream(task.periods()).min().orElse(1);
        int least = Math.max(forecaster.needs(task.periods()), LEAST_HISTORY) + season;
        int room = (y.length - least) / task.horizon();
        int count = Math.min(origins, room);
        if (count < 1)
            throw new IllegalArgumentException(
                    "%d values are too few to try a horizon of %d once"
                            .formatted(y.length, task.horizon()));
        double scale = seasonalDifference(y, season);
        Tally tally = new Tally();
        for (int origin = count; origin >= 1; origin--) {
            int known = y.length - origin * task.horizon();
            double[] past = Arrays.copyOf(y, known);
            Forecast forecast = forecaster.forecast(asOf(task, past));
            for (int step = 0; step < task.horizon(); step++) {
                double repeated = past[known - season + step % season];
                tally.add(y[known + step], forecast, step, repeated);
            }
        }
        return tally.result(count, scale);
    }

    private static Task asOf(Task task, double[] past) {
        Duration step = task.step();
        return new Task(
                past,
                task.start(),
                step,
                task.periods(),
                task.horizon(),
                task.level(),
                task.nonNegative());
    }

    private static double seasonalDifference(double[] y, int season) {
        double sum = 0;
        int count = 0;
        for (int t = season; t < y.length; t++) {
            double difference = Math.abs(y[t] - y[t - season]);
            if (Double.isNaN(difference)) continue;
            sum += difference;
            count++;
        }
        return count == 0 || sum == 0 ? Double.NaN : sum / count;
    }

    private static final class Tally {
        private int count;
        private int repeats;
        private double error;
        private double naive;
        private double smape;
        private double covered;
        private double width;

        void add(double truth, Forecast forecast, int step, double repeated) {
            if (Double.isNaN(truth)) return;
            double mean = forecast.mean()[step];
            double size = Math.abs(truth) + Math.abs(mean);
            count++;
            error += Math.abs(truth - mean);
            if (size > 0) smape += 200 * Math.abs(truth - mean) / size;
            if (truth >= forecast.lower()[step] && truth <= forecast.upper()[step]) covered++;
            width += forecast.upper()[step] - forecast.lower()[step];
            if (Double.isNaN(repeated)) return;
            repeats++;
            naive += Math.abs(truth - repeated);
        }

        Result result(int origins, double scale) {
            return new Result(
                    origins,
                    error / count / scale,
                    naive / repeats / scale,
                    smape / count,
                    covered / count,
                    width / count / scale);
        }
    }
}
