package io.sreagent.benchmarks.capacity;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.forecast.BreachFinder;
import io.sreagent.analysis.forecast.Forecaster;
import io.sreagent.analysis.forecast.Saturation;
import io.sreagent.analysis.forecast.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * How long before its limit a series that fills up is warned of, and how often one that does not
 * is: made-up leaks, disks that fill in bursts, load that swells, and quiet days beside each.
 *
 * <p>Asked every five minutes as the running program asks: the last four hours, minute by minute,
 * six hours ahead, a breach of four to one or better. The program asks only of series that
 * detection has raised; in its stead, a series is raised here while the median of its last ten
 * minutes is over all but a thousandth of the day it was learned from. A warning counts when it is
 * repeated at the next asking. One before the fault, or on a quiet day, is false.
 *
 * <pre>WarningTrial [SERIES-PER-KIND]</pre>
 */
public final class WarningTrial {
    private static final int PAST = 240;
    private static final int AHEAD = 360;
    private static final int EVERY = 5;
    private static final int LEARNED = 1440;
    private static final int RECENT = 10;
    private static final double SELDOM = 0.001;
    private static final int CALM = LEARNED + 360;
    private static final int QUIET = 2 * LEARNED;
    private static final double ODDS = 0.8;
    private static final Metric METRIC =
            new Metric("memory_utilisation", Resource.NONE, Unit.RATIO, Hurts.UP, "made up");

    private final Forecaster forecaster = new Saturation();
    private final BreachFinder breaches = new BreachFinder(0.05);

    /** What fills up. */
    private enum Kind {
        LEAK,
        DISK,
        SURGE
    }

    public static void main(String[] args) {
        int each = args.length > 0 ? Integer.parseInt(args[0]) : 30;
        WarningTrial trial = new WarningTrial();
        int warnings = 0;
        int wrong = 0;
        for (Kind kind : Kind.values()) {
            double[] lead = new double[each];
            double[] given = new double[each];
            int early = 0;
            int quiet = 0;
            for (int seed = 0; seed < each; seed++) {
                Random random = new Random(31L * seed + kind.ordinal());
                int lasts = 150 + random.nextInt(390);
                double[] faulty = series(kind, CALM + lasts, CALM, lasts, random);
                int warned = trial.firstWarning(faulty);
                if (warned >= 0 && warned < CALM) early++;
                given[seed] = lasts / 60.0;
                lead[seed] = warned < CALM ? 0 : (CALM + lasts - warned) / 60.0;
                if (trial.firstWarning(series(kind, QUIET, QUIET, 1, random)) >= 0) quiet++;
            }
            Arrays.sort(lead);
            Arrays.sort(given);
            long missed = Arrays.stream(lead).filter(hours -> hours <= 0).count();
            warnings += (int) (each - missed) + early + quiet;
            wrong += early + quiet;
            System.out.printf(
                    Locale.ROOT,
                    "%-6s n %d  given %.1f h (median)  warned %.1f h before (median; quartile"
                            + " %.1f)  never in time %d  before the fault %d  quiet days warned of %d%n",
                    kind,
                    each,
                    given[each / 2],
                    lead[each / 2],
                    lead[each / 4],
                    missed,
                    early,
                    quiet);
        }
        System.out.printf(
                Locale.ROOT,
                "false %d of %d warnings (%.3f)%n",
                wrong,
                warnings,
                warnings == 0 ? 0 : (double) wrong / warnings);
    }

    /** The minute of the first warning that is repeated five minutes later; −1: none. */
    private int firstWarning(double[] values) {
        double[] learned = Arrays.copyOf(values, LEARNED);
        Arrays.sort(learned);
        double usual = learned[(int) (LEARNED * (1 - SELDOM))];
        boolean before = false;
        for (int now = LEARNED; now < values.length; now += EVERY) {
            double[] recent = Arrays.copyOfRange(values, now - RECENT, now);
            Arrays.sort(recent);
            boolean warns =
                    recent[RECENT / 2] > usual
                            && warns(Arrays.copyOfRange(values, now - PAST, now));
            if (warns && before) return now;
            before = warns;
        }
        return -1;
    }

    private boolean warns(double[] past) {
        Task task =
                new Task(past, Instant.EPOCH, Duration.ofMinutes(1), new int[0], AHEAD, 0.95, true);
        Optional<Breach> breach =
                breaches.find(METRIC, forecaster.forecast(task), 1, Hurts.UP, "made up");
        return breach.filter(found -> found.probability() >= ODDS).isPresent();
    }

    /**
     * A share of a limit, minute by minute; from {@code begins} on it reaches 1 within {@code
     * lasts} minutes.
     */
    private static double[] series(Kind kind, int length, int begins, int lasts, Random random) {
        double[] values = new double[length];
        double base = 0.35 + 0.2 * random.nextDouble();
        double memory = 0;
        double burst = 0;
        int phase = random.nextInt(1440);
        for (int t = 0; t < length; t++) {
            memory = 0.9 * memory + 0.004 * random.nextGaussian();
            double share = Math.clamp((t - begins) / (double) lasts, 0, 1);
            double own =
                    switch (kind) {
                        // A collector takes back a little every half hour.
                        case LEAK -> base + 0.03 * (t % 30) / 30 + (1 - base) * share;
                        case DISK -> {
                            // Written in bursts of some minutes, not evenly.
                            if (t % 12 == 0) burst = share;
                            yield base + (1 - base) * (share < 1 ? burst : 1);
                        }
                        case SURGE -> {
                            double day = 1 + 0.25 * Math.sin(2 * Math.PI * (t + phase) / 1440);
                            yield base * day + (1 - base * day) * share;
                        }
                    };
            values[t] = Math.max(0, own + memory);
        }
        return values;
    }
}
