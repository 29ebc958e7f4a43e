package io.sreagent.benchmarks.forecast;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Figures of one forecast; those of a set are their means.
 *
 * @param smape per cent, as in M4
 * @param covered share of true values inside the interval
 * @param width mean width of the interval in units of the MASE scale
 */
record Score(double smape, double mase, double covered, double width) {

    static Score of(Question question, double[] mean, double[] lower, double[] upper) {
        double[] truth = question.truth();
        double smape = 0;
        double absolute = 0;
        double covered = 0;
        double width = 0;
        for (int step = 0; step < truth.length; step++) {
            double error = Math.abs(truth[step] - mean[step]);
            double size = Math.abs(truth[step]) + Math.abs(mean[step]);
            smape += size > 0 ? 200 * error / size / truth.length : 0;
            absolute += error / truth.length;
            if (truth[step] >= lower[step] && truth[step] <= upper[step])
                covered += 1.0 / truth.length;
            width += (upper[step] - lower[step]) / truth.length;
        }
        double scale = question.scale();
        return new Score(smape, absolute / scale, covered, width / scale);
    }

    static double mean(List<Score> scores, ToDoubleFunction<Score> figure) {
        return scores.stream().mapToDouble(figure).average().orElse(Double.NaN);
    }

    /** Standard error of the mean over tasks: steps of one task are no independent witnesses. */
    static double error(List<Score> scores, ToDoubleFunction<Score> figure) {
        double mean = mean(scores, figure);
        double sum = 0;
        for (Score score : scores) sum += Math.pow(figure.applyAsDouble(score) - mean, 2);
        return Math.sqrt(sum / (scores.size() - 1.0) / scores.size());
    }

    static String line(
            String name, List<Score> yardstick, List<Score> at80, List<Score> at95, double millis) {
        double smape = mean(at95, Score::smape);
        double mase = mean(at95, Score::mase);
        double owa =
                (smape / mean(yardstick, Score::smape) + mase / mean(yardstick, Score::mase)) / 2;
        return String.format(
                Locale.ROOT,
                "%-22s %7.3f %7.2f %6.3f   %5.1f±%4.1f %6.2f   %5.1f±%4.1f %6.2f %8.1f",
                name,
                mase,
                smape,
                owa,
                100 * mean(at80, Score::covered),
                100 * error(at80, Score::covered),
                mean(at80, Score::width),
                100 * mean(at95, Score::covered),
                100 * error(at95, Score::covered),
                mean(at95, Score::width),
                millis);
    }

    static String header() {
        return String.format(
                "%-22s %7s %7s %6s   %10s %6s   %10s %6s %8s",
                "forecaster",
                "MASE",
                "sMAPE",
                "OWA",
                "cover 80",
                "width",
                "cover 95",
                "width",
                "ms/task");
    }
}
