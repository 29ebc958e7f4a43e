package io.sreagent.benchmarks.detect;

import io.sreagent.analysis.detect.Tier1;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One tick of tier 1 over all series, by JMH; {@link Tier1Speed} sets it beside the forest.
 *
 * <pre>java … org.openjdk.jmh.Main Tier1Tick</pre>
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx3g")
public class Tier1Tick {
    private static final int DAY = 72;

    @Param({"100000", "1000000"})
    int series;

    private Tier1 watch = new Tier1(1, DAY, 4, 0.01);
    private double[][] values = new double[0][];
    private int tick;
    private int changes;

    /** Ten days lived through, so that every hour of the day has been learned. */
    @Setup
    public void learn() {
        watch = new Tier1(series, DAY, 4, 0.01);
        values = new double[DAY][series];
        SplittableRandom random = new SplittableRandom(1);
        for (int t = 0; t < DAY; t++) {
            double level = 100 + 40 * Math.sin(2 * Math.PI * t / DAY);
            for (int i = 0; i < series; i++) values[t][i] = level + 4 * (random.nextDouble() - 0.5);
        }
        for (int t = 0; t < 10 * DAY; t++) tick();
    }

    @Benchmark
    public int tick() {
        watch.tick(tick * 1200L, values[tick % DAY], changed -> changes++);
        tick++;
        return changes;
    }
}
