package io.sreagent.benchmarks.forecast;

import io.sreagent.analysis.finding.Forecast;
import io.sreagent.analysis.forecast.AutomaticEts;
import io.sreagent.analysis.forecast.Combination;
import io.sreagent.analysis.forecast.Forecaster;
import io.sreagent.analysis.forecast.StandingCombination;
import io.sreagent.analysis.forecast.Task;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * CPU time of forecasts beside R's forecast package on the same series in one run, and of a tick
 * that refreshes thousands. Both sides are warm: the JVM by a first pass, R by not counting the
 * loading of its package.
 *
 * <pre>ForecastSpeed PEER.R [M4-FOLDER]</pre>
 */
public final class ForecastSpeed {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int SERIES_OF_A_TICK = 5000;
    private static final int WARM_UP = 4;
    private static final int TICKS_BETWEEN_LEARNING = 12;

    private ForecastSpeed() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Peer peer = new Peer(Path.of(args[0]));
        besidePeer(
                "10,080 minutes, decompose and forecast a day",
                minutes(),
                new AutomaticEts(),
                peer,
                "stlf");
        tick();
        List<Question> hours = args.length > 1 ? m4(Path.of(args[1])) : madeUp();
        besidePeer("336 hours, automatic combination", hours, Combination.standard(), peer, "both");
        besidePeer("336 hours, quick combination", hours, Combination.quick(), peer, "both");
    }

    private static void besidePeer(
            String what, List<Question> questions, Forecaster ours, Peer peer, String method)
            throws IOException, InterruptedException {
        for (int pass = 0; pass < WARM_UP; pass++)
            questions.forEach(question -> ours.forecast(task(question)));
        List<double[]> means = new ArrayList<>();
        long before = CPU.getCurrentThreadCpuTime();
        for (Question question : questions) means.add(ours.forecast(task(question)).mean());
        double seconds = (CPU.getCurrentThreadCpuTime() - before) / 1e9;
        System.out.printf("%n%s: %d series%n", what, questions.size());
        System.out.printf(
                "  %-28s %9.4f CPU-s a series, MASE %.3f%n",
                ours.name(), seconds / questions.size(), mase(questions, means));
        Peer.Answer theirs = peer.ask(method, questions);
        System.out.printf(
                "  %-28s %9.4f CPU-s a series, MASE %.3f%n  ratio %.1f%n",
                "R " + method,
                theirs.cpuSeconds() / questions.size(),
                mase(questions, theirs.means()),
                theirs.cpuSeconds() / seconds);
    }

    /** Learning is spread over an hour of five-minute ticks; each tick refreshes all. */
    private static void tick() {
        int length = 7 * 288;
        List<Task> tasks = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            double[] values = curve(length + 1, 288, seed);
            tasks.add(
                    new Task(
                            values,
                            Instant.EPOCH,
                            Duration.ofMinutes(5),
                            new int[] {288},
                            72,
                            0.95,
                            true));
        }
        Combination quick = Combination.quick();
        for (Task task : tasks.subList(0, 50)) quick.learn(task).forecast(task);
        long begun = CPU.getCurrentThreadCpuTime();
        List<StandingCombination> standing = tasks.stream().map(quick::learn).toList();
        long learned = CPU.getCurrentThreadCpuTime();
        double sum = 0;
        for (int i = 0; i < tasks.size(); i++) {
            Forecast forecast = standing.get(i).forecast(tasks.get(i));
            sum += forecast.mean()[0];
        }
        long refreshed = CPU.getCurrentThreadCpuTime();
        double learning = (learned - begun) / 1e9 / tasks.size();
        double refreshing = (refreshed - learned) / 1e9 / tasks.size();
        System.out.printf(
                "%n%,d series of a week at five minutes, six hours ahead (from %d, mean %.1f)%n",
                SERIES_OF_A_TICK, tasks.size(), sum / tasks.size());
        System.out.printf(
                "  all learned anew             %8.1f CPU-s%n"
                        + "  all refreshed, none learned  %8.1f CPU-s%n"
                        + "  a tick: a twelfth learned, all refreshed %8.1f CPU-s%n",
                SERIES_OF_A_TICK * (learning + refreshing),
                SERIES_OF_A_TICK * refreshing,
                SERIES_OF_A_TICK * (learning / TICKS_BETWEEN_LEARNING + refreshing));
    }

    private static Task task(Question question) {
        return new Task(
                question.past(),
                Instant.EPOCH,
                Duration.ofHours(1),
                new int[] {question.season()},
                question.truth().length,
                0.95,
                true);
    }

    private static List<Question> minutes() {
        return IntStream.range(0, 5)
                .mapToObj(
                        seed ->
                                cut(
                                        "minutes" + seed,
                                        curve(10_080 + 1440, 1440, seed),
                                        10_080,
                                        1440))
                .toList();
    }

    private static List<Question> madeUp() {
        return IntStream.range(0, 20)
                .mapToObj(seed -> cut("hours" + seed, curve(336 + 24, 24, seed), 336, 24))
                .toList();
    }

    /**
     * Every fortieth series of the set, as R takes seconds for each, its last 336 known hours, a
     * day ahead.
     */
    private static List<Question> m4(Path folder) {
        List<Question> all = ForecastSet.read(folder).questions();
        List<Question> cut = new ArrayList<>();
        for (int i = 0; i < all.size(); i += 40) {
            double[] past = all.get(i).past();
            double[] last = Arrays.copyOfRange(past, past.length - 336, past.length);
            double[] truth = Arrays.copyOf(all.get(i).truth(), 24);
            cut.add(new Question(all.get(i).id(), last, truth, 24));
        }
        return cut;
    }

    private static Question cut(String id, double[] values, int known, int season) {
        return new Question(
                id,
                Arrays.copyOf(values, known),
                Arrays.copyOfRange(values, known, values.length),
                season);
    }

    /** A day's rhythm with two harmonics, a level that drifts, and noise that remembers. */
    private static double[] curve(int length, int season, int seed) {
        Random random = new Random(seed);
        double[] values = new double[length];
        double level = 100;
        double noise = 0;
        for (int t = 0; t < length; t++) {
            double phase = 2 * Math.PI * t / season;
            level += 2.0 / season * random.nextGaussian();
            noise = 0.7 * noise + 2 * random.nextGaussian();
            values[t] =
                    Math.max(0, level + 30 * Math.sin(phase) + 10 * Math.cos(2 * phase) + noise);
        }
        return values;
    }

    private static double mase(List<Question> questions, List<double[]> means) {
        double sum = 0;
        for (int i = 0; i < questions.size(); i++) {
            double[] truth = questions.get(i).truth();
            double error = 0;
            for (int step = 0; step < truth.length; step++)
                error += Math.abs(truth[step] - means.get(i)[step]) / truth.length;
            sum += error / questions.get(i).scale();
        }
        return sum / questions.size();
    }
}
