package io.sreagent.benchmarks.forecast;

import io.sreagent.analysis.finding.Forecast;
import io.sreagent.analysis.forecast.Arima;
import io.sreagent.analysis.forecast.AutomaticEts;
import io.sreagent.analysis.forecast.BoostedLags;
import io.sreagent.analysis.forecast.Combination;
import io.sreagent.analysis.forecast.Croston;
import io.sreagent.analysis.forecast.Drift;
import io.sreagent.analysis.forecast.Forecaster;
import io.sreagent.analysis.forecast.HarmonicRegression;
import io.sreagent.analysis.forecast.PiecewiseTrend;
import io.sreagent.analysis.forecast.Recurrent;
import io.sreagent.analysis.forecast.Saturation;
import io.sreagent.analysis.forecast.Seasons;
import io.sreagent.analysis.forecast.Task;
import io.sreagent.analysis.forecast.Theta;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints MASE, sMAPE, OWA, coverage and width of every forecaster on folders of tasks, each with
 * the same configuration.
 *
 * <pre>ForecastAccuracy FOLDER… [--only NAME,NAME]
 * ForecastAccuracy FOLDER --answers FILE</pre>
 *
 * The second form scores what {@code sre-agent analyze forecast} wrote; a missing answer counts as
 * the yardstick's.
 */
public final class ForecastAccuracy {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private ForecastAccuracy() {}

    public static void main(String[] args) throws IOException {
        List<Path> folders = new ArrayList<>();
        Set<String> only = Set.of();
        @Nullable Path answers = null;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--only")) only = Set.of(args[++i].split(","));
            else if (args[i].equals("--answers")) answers = Path.of(args[++i]);
            else folders.add(Path.of(args[i]));
        }
        for (Path folder : folders) {
            ForecastSet set = ForecastSet.read(folder);
            System.out.println("\n" + set.name() + ": " + set.questions().size() + " tasks");
            System.out.println(Score.header());
            List<Score> yardstick = naive2(set);
            System.out.println(Score.line("naive2", yardstick, yardstick, yardstick, 0));
            if (answers != null) {
                List<Score> told = AnswerFile.read(answers).scores(set.questions(), yardstick);
                System.out.println(Score.line("answers (one level)", yardstick, told, told, 0));
                continue;
            }
            List<Forecaster> forecasters = new ArrayList<>(Combination.standard().members());
            forecasters.addAll(
                    List.of(
                            new Drift(),
                            Theta.standard(),
                            new AutomaticEts(),
                            Arima.adjusted(),
                            new HarmonicRegression(),
                            new PiecewiseTrend(),
                            new BoostedLags(),
                            new Croston(),
                            new Saturation(),
                            Recurrent.gru(),
                            Recurrent.lstm()));
            forecasters.add(Combination.quick());
            forecasters.add(Combination.standard());
            for (Forecaster forecaster : forecasters)
                if (only.isEmpty() || only.contains(forecaster.name()))
                    System.out.println(measure(set, forecaster, yardstick));
        }
    }

    private static List<Score> naive2(ForecastSet set) {
        List<Score> scores = new ArrayList<>();
        for (Question question : set.questions()) {
            double[] mean =
                    Naive2.forecast(question.past(), question.season(), question.truth().length);
            double[] none = new double[mean.length];
            Arrays.fill(none, Double.NaN);
            scores.add(Score.of(question, mean, none, none));
        }
        return scores;
    }

    private static String measure(ForecastSet set, Forecaster forecaster, List<Score> yardstick) {
        List<Score> at80 = new ArrayList<>();
        List<Score> at95 = new ArrayList<>();
        long nanos = 0;
        for (Question question : set.questions()) {
            at80.add(score(question, forecaster.forecast(task(question, 0.8))));
            long before = CPU.getCurrentThreadCpuTime();
            Forecast forecast = forecaster.forecast(task(question, 0.95));
            nanos += CPU.getCurrentThreadCpuTime() - before;
            at95.add(score(question, forecast));
        }
        double millis = nanos / 1e6 / set.questions().size();
        return Score.line(forecaster.name(), yardstick, at80, at95, millis);
    }

    private static Task task(Question question, double level) {
        boolean positive = Arrays.stream(question.past()).allMatch(value -> value >= 0);
        return new Task(
                question.past(),
                Instant.EPOCH,
                Duration.ofHours(1),
                Seasons.around(question.season()),
                question.truth().length,
                level,
                positive);
    }

    private static Score score(Question question, Forecast forecast) {
        return Score.of(question, forecast.mean(), forecast.lower(), forecast.upper());
    }
}
