package io.sreagent.analysis.detect;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** A service's request rate as it is: daily and weekly rhythm with noise in proportion. */
public final class Load {
    public static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

    private Load() {}

    public static Metric metric(String service, Unit unit) {
        return new Metric(
                "qps",
                Resource.service("shop", service),
                unit,
                Hurts.BOTH,
                "rate(" + service + ")");
    }

    public static double at(Instant time, double noise, Random random) {
        double hour = time.getEpochSecond() / 3600.0;
        double daily = 1 + 0.4 * Math.sin(2 * Math.PI * (hour - 9) / 24);
        boolean weekend = Math.floorMod(time.getEpochSecond() / 86_400 + 3, 7) >= 5;
        return 120 * daily * (weekend ? 0.7 : 1) * (1 + noise * random.nextGaussian());
    }

    public static Series series(Instant start, Duration span, Duration step, Random random) {
        double[] values = new double[(int) span.dividedBy(step)];
        for (int i = 0; i < values.length; i++)
            values[i] = at(start.plus(step.multipliedBy(i)), 0.05, random);
        return new Series(metric("checkout", Unit.PER_SECOND), start, step, values);
    }
}
