package io.sreagent.benchmarks.detect;

import io.sreagent.analysis.baseline.EffectFloor;
import io.sreagent.analysis.detect.PairWatch;
import io.sreagent.analysis.detect.Sensitivity;
import io.sreagent.analysis.detect.SeriesWatch;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The kinds that show over hours, injected into the live watch: a rhythm that is lost or has
 * another shape, and a tie between two series that breaks. {@link Injection} has the quick ones.
 *
 * <pre>java … io.sreagent.benchmarks.detect.SlowKinds SERIES</pre>
 *
 * A series has 21 days of daily load with noise, then seven usual days, in which whatever is told
 * of these kinds is false, then a day with the fault. A pair has residuals with correlation 0.9 for
 * three days and none for the two hours after.
 */
public final class SlowKinds {
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int DAY = 288;
    private static final int LEARNED = 21 * DAY;
    private static final int USUAL = LEARNED + 7 * DAY;
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

    /** Shape of a day at an hour of it. */
    private interface Shape {
        double at(double hour, SplittableRandom random);
    }

    /** What was told of one kind, over all series. */
    private static final class Told {
        private final List<Double> hours = new ArrayList<>();
        private int episodes;

        void print(String fault, int of) {
            double[] sorted = hours.stream().mapToDouble(h -> h).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-34s found %.3f of %d, median after %.1f h; false %d%n",
                    fault,
                    sorted.length / (double) of,
                    of,
                    sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2],
                    episodes);
        }
    }

    private SlowKinds() {}

    public static void main(String[] args) {
        int series = Integer.parseInt(args[0]);
        rhythm("rhythm gone, level as ever", series, (hour, random) -> 0);
        rhythm(
                "rhythm gone, values shuffled",
                series,
                (hour, random) -> wave(24 * random.nextDouble()));
        rhythm("twice a day", series, (hour, random) -> wave(2 * hour));
        rhythm("eight hours late", series, (hour, random) -> wave(hour - 8));
        ties(10 * series);
    }

    private static double wave(double hour) {
        return 0.4 * Math.sin(2 * Math.PI * (hour - 9) / 24);
    }

    private static void rhythm(String fault, int series, Shape odd) {
        SplittableRandom random = new SplittableRandom(1);
        Told any = new Told();
        Told periodic = new Told();
        for (int s = 0; s < series; s++) {
            double noise = 0.02 + 0.06 * random.nextDouble();
            double[] values = new double[USUAL + DAY];
            for (int i = 0; i < values.length; i++) {
                double hour = 24.0 * i / DAY;
                double weekend = i / DAY % 7 >= 5 ? 0.8 : 1;
                double shape = i < USUAL ? wave(hour) : odd.at(hour, random);
                values[i] = 100 * weekend * (1 + shape) * (1 + noise * random.nextGaussian());
            }
            List<Optional<Anomaly>> told = live(values);
            count(told, any, null);
            count(told, periodic, AnomalyKind.PERIODIC);
        }
        any.print(fault + ", any kind", series);
        periodic.print(fault + ", PERIODIC", series);
    }

    private static List<Optional<Anomaly>> live(double[] values) {
        Metric metric = metric("m");
        SeriesWatch watch =
                SeriesWatch.learn(
                        new Series(metric, MONDAY, STEP, Arrays.copyOf(values, LEARNED)),
                        new Series(metric, MONDAY, STEP, new double[0]),
                        new SeriesWatch.Settings(
                                Sensitivity.DEFAULT, EffectFloor.of(Unit.NONE), STEP),
                        List.of());
        List<Optional<Anomaly>> told = new ArrayList<>();
        for (int i = LEARNED; i < values.length; i++)
            told.add(watch.next(MONDAY.plus(STEP.multipliedBy(i)), values[i]));
        return told;
    }

    private static void count(List<Optional<Anomaly>> told, Told of, @Nullable AnomalyKind kind) {
        boolean open = false;
        for (int i = 0; i < told.size(); i++) {
            boolean now = told.get(i).filter(a -> kind == null || a.kind() == kind).isPresent();
            if (now && !open && i >= USUAL - LEARNED) {
                of.hours.add((i - USUAL + LEARNED) * 24.0 / DAY);
                return;
            }
            if (now && !open) of.episodes++;
            open = now;
        }
    }

    private static void ties(int pairs) {
        SplittableRandom random = new SplittableRandom(2);
        Told told = new Told();
        for (int p = 0; p < pairs; p++) {
            PairWatch watch = new PairWatch(metric("a"), metric("b"), Sensitivity.DEFAULT);
            int usual = 3 * 1440;
            boolean open = false;
            for (int i = 0; i < usual + 120; i++) {
                double shared = random.nextGaussian();
                double r = i < usual ? 0.9 : 0;
                double other = r * shared + Math.sqrt(1 - r * r) * random.nextGaussian();
                boolean now = watch.next(MONDAY.plusSeconds(60L * i), shared, other).isPresent();
                if (now && !open && i < usual) told.episodes++;
                if (now && i >= usual) {
                    told.hours.add((i - usual) / 60.0);
                    break;
                }
                open = now;
            }
        }
        told.print("a tie of 0.9 broken", pairs);
    }

    private static Metric metric(String name) {
        return new Metric(name, Resource.service("s", "x"), Unit.NONE, Hurts.BOTH, name);
    }
}
