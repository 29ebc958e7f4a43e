package io.sreagent.analysis.forecast;

import io.sreagent.analysis.finding.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Answers questions of a set one by one, each from its own values only. Sets give no times and no
 * units: a step counts as an hour, and a series that was never negative is taken to stay so.
 */
public final class PackForecast {

    /** First line of the answer file. */
    public static final String HEADER = "id,step,mean,lower,upper";

    private final Forecaster forecaster;
    private final double level;

    /**
     * @param level probability of the interval, such as 0.95
     */
    public PackForecast(Forecaster forecaster, double level) {
        if (!(level > 0 && level < 1))
            throw new IllegalArgumentException("level " + level + " is not in 0–1");
        this.forecaster = forecaster;
        this.level = level;
    }

    public Forecast answer(PackReader.Question question) {
        double[] values = question.values();
        boolean nonNegative = Arrays.stream(values).noneMatch(value -> value < 0);
        try {
            return forecaster.forecast(
                    new Task(
                            values,
                            Instant.EPOCH,
                            Duration.ofHours(1),
                            Seasons.around(question.season()),
                            question.horizon(),
                            level,
                            nonNegative));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(question.id() + ": " + e.getMessage(), e);
        }
    }

    /** The answer as lines below {@link #HEADER}, steps from 1. */
    public List<String> lines(PackReader.Question question) {
        Forecast forecast = answer(question);
        String id = quoted(question.id());
        List<String> lines = new ArrayList<>(forecast.horizon());
        for (int step = 0; step < forecast.horizon(); step++) {
            lines.add(
                    id
                            + ","
                            + (step + 1)
                            + ","
                            + forecast.mean()[step]
                            + ","
                            + cell(forecast.lower()[step])
                            + ","
                            + cell(forecast.upper()[step]));
        }
        return lines;
    }

    private static String cell(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "";
    }

    private static String quoted(String id) {
        boolean plain = id.indexOf(',') < 0 && id.indexOf('"') < 0;
        return plain ? id : "\"" + id.replace("\"", "\"\"") + "\"";
    }
}
