package io.sreagent.analysis.forecast;

import io.sreagent.analysis.finding.Forecast;
import java.util.Arrays;

/**
 * A task made ready for forecasters: absurd values taken for gaps, gaps bridged, seasons that were
 * not seen twice left out.
 *
 * @param horizon steps after the last value: those asked for and the gaps before them
 */
record Prepared(Task task, Past past, int horizon) {

    /**
     * @throws IllegalArgumentException when fewer than {@code needs} values are there, or when the
     *     last one lies further back than there are values: that is not a forecast any more
     */
    static Prepared of(Task task, String name, int needs) {
        double[] history = Glitches.removed(task.history());
        int present = Gaps.count(history);
        if (present < Math.max(1, needs)) {
            throw new IllegalArgumentException(
                    "%s needs at least %d values; the history has %d in %d steps"
                            .formatted(name, Math.max(1, needs), present, task.history().length));
        }
        int season = Arrays.stream(task.periods()).min().orElse(0);
        Gaps gaps = Gaps.bridge(history, season);
        if (gaps.missing() > gaps.values().length) {
            throw new IllegalArgumentException(
                    "the last %d steps are gaps after only %d of data; nothing honest can be said"
                            .formatted(gaps.missing(), gaps.values().length));
        }
        Past past = new Past(gaps.values(), task.periods());
        return new Prepared(task, past, gaps.missing() + task.horizon());
    }

    Origins origins(int needs) {
        return Origins.of(past, horizon, needs);
    }

    Forecast answer(String model, double[] mean, Conformal conformal) {
        return answer(model, mean, conformal.halfWidths(mean.length, task.level()));
    }

    /**
     * @param mean one per step after the last value
     * @param half half the width of the interval at each of them
     */
    Forecast answer(String model, double[] mean, double[] half) {
        int skip = mean.length - task.horizon();
        double floor = task.nonNegative() ? 0 : Double.NEGATIVE_INFINITY;
        double[] middle = new double[task.horizon()];
        double[] lower = new double[task.horizon()];
        double[] upper = new double[task.horizon()];
        for (int step = 0; step < middle.length; step++) {
            double value = mean[skip + step];
            double width = half[skip + step];
            middle[step] = Math.max(floor, value);
            lower[step] = Math.max(floor, value - width);
            upper[step] = Math.max(floor, value + width);
        }
        return new Forecast(
                model, task.forecastStart(), task.step(), middle, lower, upper, task.level());
    }
}
