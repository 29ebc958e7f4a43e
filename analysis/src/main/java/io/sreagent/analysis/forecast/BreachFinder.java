package io.sreagent.analysis.forecast;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Forecast;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says when a forecast crosses a limit, and how probable that is.
 *
 * <p>At each step the value is taken as normal around the mean, with the standard deviation that
 * makes the interval hold its level; the probability told is the largest of all steps. That is a
 * lower bound on crossing at some step, and close to it where a level is approached for good, as
 * with a disk that fills. Cost: O(horizon).
 */
public final class BreachFinder {

    private static final int[] TOLD_FOR = {1, 3, 6, 12, 24}; // hours

    private final double leastProbability;

    /**
     * @param leastProbability breaches less probable than this are not told, such as 0.05
     */
    public BreachFinder(double leastProbability) {
        if (!(leastProbability > 0 && leastProbability <= 1))
            throw new IllegalArgumentException("least probability " + leastProbability);
        this.leastProbability = leastProbability;
    }

    /**
     * The breach within the forecast's horizon. {@code expected} is the first step at which the
     * mean is over the limit or, where the mean stays inside, the step at which crossing is most
     * probable; {@code earliest} the first at which the interval's unfavourable side is over it.
     *
     * @param limit in the metric's unit
     * @param direction UP when values above the limit hurt, DOWN when those below do
     * @param source where the limit comes from
     * @throws IllegalArgumentException when the limit is not finite or the direction is neither
     */
    public Optional<Breach> find(
            Metric metric, Forecast forecast, double limit, Hurts direction, String source) {
        if (!Double.isFinite(limit)) throw new IllegalArgumentException("limit " + limit);
        double sign =
                switch (direction) {
                    case UP -> 1;
                    case DOWN -> -1;
                    case BOTH, NEITHER ->
                            throw new IllegalArgumentException(
                                    "a limit is crossed upwards or downwards, not " + direction);
                };
        double z = Normal.quantile((1 + forecast.level()) / 2);
        int earliest = -1;
        int crossed = -1;
        int likeliest = 0;
        double probability = 0;
        double[] soFar = new double[forecast.horizon()];
        for (int step = 0; step < forecast.horizon(); step++) {
            double mean = forecast.mean()[step];
            double side = direction == Hurts.UP ? forecast.upper()[step] : forecast.lower()[step];
            double over = sign * (mean - limit);
            double deviation = sign * (side - mean) / z;
            double here = chance(over, deviation);
            if (here > probability) {
                probability = here;
                likeliest = step;
            }
            soFar[step] = probability;
            if (earliest < 0 && sign * (side - limit) >= 0) earliest = step;
            if (crossed < 0 && over >= 0) crossed = step;
        }
        if (probability < leastProbability) return Optional.empty();
        int expected = crossed >= 0 ? crossed : likeliest;
        if (earliest < 0 || earliest > expected) earliest = expected;
        Instant first = forecast.timeOf(earliest);
        return Optional.of(
                new Breach(
                        metric,
                        limit,
                        source,
                        first,
                        forecast.timeOf(expected),
                        probability,
                        chances(forecast.step(), soFar)));
    }

    private static List<Breach.Chance> chances(Duration step, double[] soFar) {
        List<Breach.Chance> chances = new ArrayList<>();
        for (int hours : TOLD_FOR) {
            long steps = Duration.ofHours(hours).dividedBy(step);
            if (steps >= 1 && steps <= soFar.length)
                chances.add(new Breach.Chance(hours, soFar[(int) steps - 1]));
        }
        return chances;
    }

    private static double chance(double over, double deviation) {
        if (deviation > 0) return Normal.cdf(over / deviation);
        return over >= 0 ? 1 : 0;
    }
}
