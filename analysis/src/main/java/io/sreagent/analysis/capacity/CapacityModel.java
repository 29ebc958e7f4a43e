package io.sreagent.analysis.capacity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Learns from the past how many requests a second one replica bears.
 *
 * <p>CPU grows in a straight line with load: {@code cpu = a + b·load}, slope and level by the
 * medians of Theil and Sen, so that a batch job or an outage does not bend it; capacity is where
 * the line reaches the target. Latency is flat until a queue forms: {@code latency = s / (1 − load
 * / μ)} (M/M/1), which is a straight line in {@code 1/latency = 1/s − load/(s·μ)}, fitted the same
 * way; capacity is where it reaches the objective. The smaller of the two counts. A line that
 * predicts more than {@value #BEYOND} times the highest load ever seen is cut there: nobody has
 * been further.
 *
 * <p>NaN: an observation counts for those relations whose quantities it has. Cost: O(n + 200² log
 * 200).
 */
public final class CapacityModel {

    private static final int FEWEST = 12;
    private static final int MOST = 200;
    private static final double BEYOND = 1.5;
    private static final double LEAST_SPREAD = 1.2;

    private final double cpuTarget;
    private final double latencyObjective;

    /**
     * @param cpuTarget share of a replica's CPU that may be used, such as 0.7
     * @param latencyObjective in seconds; infinite when there is none
     */
    public CapacityModel(double cpuTarget, double latencyObjective) {
        if (!(cpuTarget > 0 && cpuTarget <= 1))
            throw new IllegalArgumentException("CPU target " + cpuTarget + " is not in 0–1");
        if (!(latencyObjective > 0))
            throw new IllegalArgumentException("latency objective " + latencyObjective + " s");
        this.cpuTarget = cpuTarget;
        this.latencyObjective = latencyObjective;
    }

    /** What one replica bears; empty with fewer than a dozen usable observations. */
    public Optional<Capacity> learn(List<Observation> past) {
        double[] loads =
                past.stream()
                        .mapToDouble(Observation::load)
                        .filter(load -> load > 0)
                        .sorted()
                        .toArray();
        if (loads.length < FEWEST) return Optional.empty();
        double highest = loads[(int) (0.98 * (loads.length - 1))];
        Reach cpu = reach(past, Observation::cpu, cpuTarget, 1);
        Reach latency =
                Double.isInfinite(latencyObjective)
                        ? Reach.NONE
                        : reach(past, at -> 1 / at.latency(), 1 / latencyObjective, -1);
        boolean byCpu = cpu.load <= latency.load;
        Reach nearest = byCpu ? cpu : latency;
        double most = BEYOND * highest;
        Capacity.Bound bound = byCpu ? Capacity.Bound.CPU : Capacity.Bound.LATENCY;
        if (!(nearest.load <= most)) {
            bound = Capacity.Bound.NOTHING_SEEN;
            double borne = nearest.load < Double.POSITIVE_INFINITY ? most : highest;
            return Optional.of(new Capacity(borne, Math.min(borne, highest), bound, loads.length));
        }
        double cautious = Math.clamp(nearest.cautious, nearest.load / 2, nearest.load);
        return Optional.of(new Capacity(nearest.load, cautious, bound, loads.length));
    }

    /** Load at which a relation meets its limit, and the same a standard deviation earlier. */
    private record Reach(double load, double cautious) {
        static final Reach NONE = new Reach(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private static Reach reach(
            List<Observation> past,
            ToDoubleFunction<Observation> quantity,
            double limit,
            int direction) {
        double[][] points =
                past.stream()
                        .filter(at -> at.load() > 0)
                        .map(at -> new double[] {at.load(), quantity.applyAsDouble(at)})
                        .filter(point -> Double.isFinite(point[1]))
                        .toArray(double[][]::new);
        if (points.length < FEWEST) return Reach.NONE;
        points = thinned(points);
        double[] loads = Arrays.stream(points).mapToDouble(point -> point[0]).sorted().toArray();
        // Without a spread of loads any slope is noise.
        if (loads[loads.length * 9 / 10] < LEAST_SPREAD * loads[loads.length / 10])
            return Reach.NONE;
        double slope = slope(points);
        double level =
                median(Arrays.stream(points).mapToDouble(at -> at[1] - slope * at[0]).toArray());
        double[] off =
                Arrays.stream(points)
                        .mapToDouble(at -> Math.abs(at[1] - level - slope * at[0]))
                        .toArray();
        double load = (limit - level) / slope;
        // A line that leads the wrong way is no relation: CPU that falls with load is another
        // story.
        if (!(load > 0) || Double.isInfinite(load) || slope * direction <= 0) return Reach.NONE;
        double noise = 1.4826 * median(off) / Math.abs(slope);
        return new Reach(load, load - noise);
    }

    private static double[][] thinned(double[][] points) {
        if (points.length <= MOST) return points;
        double[][] thinned = new double[MOST][];
        for (int i = 0; i < MOST; i++) thinned[i] = points[(int) ((long) i * points.length / MOST)];
        return thinned;
    }

    private static double slope(double[][] points) {
        double[] slopes = new double[points.length * (points.length - 1) / 2];
        int count = 0;
        for (int i = 0; i < points.length; i++) {
            for (int j = i + 1; j < points.length; j++) {
                double apart = points[j][0] - points[i][0];
                if (apart != 0) slopes[count++] = (points[j][1] - points[i][1]) / apart;
            }
        }
        return count == 0 ? 0 : median(Arrays.copyOf(slopes, count));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
