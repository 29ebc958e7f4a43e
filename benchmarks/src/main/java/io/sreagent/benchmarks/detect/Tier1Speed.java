package io.sreagent.benchmarks.detect;

import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import io.sreagent.analysis.detect.Tier1;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A complete tick of tier 1 over very many series beside one hot model of a Random Cut Forest with
 * its defaults, in one run, by CPU time of the thread.
 *
 * <pre>java -Xmx4g … io.sreagent.benchmarks.detect.Tier1Speed [SERIES] [TICKS]</pre>
 *
 * Series are daily waves with noise, one in a hundred thousand off, three ticks an hour so that a
 * third of the ticks enter a new bucket. The first ten days are not counted: they warm up both the
 * machine and the state.
 */
public final class Tier1Speed {
    private static final int DAY = 72;
    private static final int WARM = 10 * DAY;
    private static final int POINTS = 30_000;

    private Tier1Speed() {}

    public static void main(String[] args) {
        int series = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int ticks = args.length > 1 ? Integer.parseInt(args[1]) : 72;
        double tier1 = tier1(series, ticks);
        double forest = forest();
        System.out.printf(
                Locale.ROOT,
                "tier 1: %.2f ns a series and tick over %,d series, %d bytes of state each%n"
                        + "ThresholdedRandomCutForest defaults, one hot model: %.0f ns a point"
                        + " (%,.0f points a CPU second)%nratio %.0f%n",
                tier1,
                series,
                Tier1.bytesPerSeries(),
                forest,
                1e9 / forest,
                forest / tier1);
    }

    private static double tier1(int series, int ticks) {
        Tier1 watch = new Tier1(series, 72, 4, 0.01);
        double[][] noise = new double[8][series];
        SplittableRandom random = new SplittableRandom(1);
        for (double[] each : noise)
            for (int i = 0; i < series; i++) each[i] = random.nextGaussian();
        double[] values = new double[series];
        long raised = 0;
        long spent = 0;
        for (int tick = 0; tick < WARM + ticks; tick++) {
            double level = 100 + 40 * Math.sin(2 * Math.PI * tick / DAY);
            double[] fresh = noise[random.nextInt(8)];
            for (int i = 0; i < series; i++)
                values[i] = level + fresh[i] + (i % 100_000 == 7 && tick > WARM + 10 ? 60 : 0);
            long before = cpu();
            long[] changes = new long[1];
            watch.tick(tick * 1200L, values, changed -> changes[0]++);
            if (tick >= WARM) spent += cpu() - before;
            raised += changes[0];
        }
        System.out.printf(
                Locale.ROOT,
                "tier 1 changed its mind %,d times; %,d raised now%n",
                raised,
                watch.raised());
        return spent / (double) ticks / series;
    }

    private static double forest() {
        ThresholdedRandomCutForest forest =
                ThresholdedRandomCutForest.builder().dimensions(1).randomSeed(42).build();
        SplittableRandom random = new SplittableRandom(2);
        long before = 0;
        for (int i = 0; i < 2 * POINTS; i++) {
            if (i == POINTS) before = cpu();
            double x = 100 + 40 * Math.sin(2 * Math.PI * i / 288.0) + random.nextGaussian();
            forest.process(new double[] {x}, 60L * i);
        }
        return (cpu() - before) / (double) POINTS;
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
