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
 * <p>Beside the speed stands the accuracy on exactly these series, and the 95 % interval of its
 * difference by a paired bootstrap over series (Efron and Tibshirani 1993).
 *
 * <pre>ForecastSpeed PEER.R M4-FOLDER [minutes] [tick] [hours]</pre>
 */
public final class ForecastSpeed {

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private static final int SERIES_OF_A_TICK = 5000;
    private static final int SERIES_OF_HOURS = 8;
    private static final int WARM_UP = 4;
    private static final int TICKS_BETWEEN_LEARNING = 12;

    private ForecastSpeed() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Peer peer = new Peer(Path.of(args[0]));
        List<String> parts = List.of(args).subList(2, args.length);
        if (isAsked("minutes", parts))
            besidePeer(
                    "10,080 minutes, decompose and forecast a day",
                    minutes(),
                    List.of(new AutomaticEts()),
                    peer,
                    "stlf");
        if (isAsked("tick", parts)) tick();
        if (isAsked("hours", parts))
            besidePeer(
                    "336 hours, a day ahead",
                    hours(Path.of(args[1])),
                    List.of(Combination.standard(), Combination.quick()),
                    peer,
                    "both");
    }

    private static boolean isAsked(String part, List<String> parts) {
        return parts.isEmpty() || parts.contains(part);
    }

    private static void besidePeer(
            String what, List<Question> questions, List<Forecaster> ours, Peer peer, String method)
            throws IOException, InterruptedException {
        Peer.Answer theirs = peer.ask(method, questions);
        double[] theirMase = mase(questions, theirs.means());
        System.out.printf("%n%s: %d series%n", what, questions.size());
        System.out.printf(
                "  %-28s %9.4f CPU-s a series, MASE %.3f%n",
                "R " + method, theirs.cpuSeconds() / questions.size(), mean(theirMase));
        for (Forecaster one : ours) {
            for (int pass = 0; pass < WARM_UP; pass++)
                questions.forEach(question -> one.forecast(task(question)));
            List<double[]> means = new ArrayList<>();
            long before = CPU.getCurrentThreadCpuTime();
            for (Question question : questions) means.add(one.forecast(task(question)).mean());
            double seconds = (CPU.getCurrentThreadCpuTime() - before) / 1e9;
            double[] mase = mase(questions, means);
            double[] interval = bootstrap(mase, theirMase);
            System.out.printf(
                    "  %-28s %9.4f CPU-s a series, MASE %.3f, ratio %.1f, MASE less R's %.3f (%.3f to"
                            + " %.3f)%n",
                    one.name(),
                    seconds / questions.size(),
                    mean(mase),
                    theirs.cpuSeconds() / seconds,
                    mean(mase) - mean(theirMase),
                    interval[0],
                    interval[1]);
        }
    }

    /** Between which values the mean difference lies in 95 of 100 draws of the series. */
    private static double[] bootstrap(double[] ours, double[] theirs) {
        Random random = new Random(1);
        double[] means = new double[10_000];
        for (int draw = 0; draw < means.length; draw++) {
            for (int i = 0; i < ours.length; i++) {
                int one = random.nextInt(ours.length);
                means[draw] += (ours[one] - theirs[one]) / ours.length;
            }
        }
        Arrays.sort(means);
        return new double[] {means[means.length / 40], means[means.length * 39 / 40]};
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

    /** Some series of the set, as R takes up to a minute for each: the last 336 known hours. */
    private static List<Question> hours(Path folder) {
        List<Question> all = ForecastSet.read(folder).questions();
        List<Question> cut = new ArrayList<>();
        for (int i = 0; i < all.size(); i += all.size() / SERIES_OF_HOURS) {
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

    private static double[] mase(List<Question> questions, List<double[]> means) {
        double[] mase = new double[questions.size()];
        for (int i = 0; i < mase.length; i++) {
            double[] truth = questions.get(i).truth();
            double error = 0;
            for (int step = 0; step < truth.length; step++)
                error += Math.abs(truth[step] - means.get(i)[step]) / truth.length;
            mase[i] = error / questions.get(i).scale();
        }
        return mase;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
