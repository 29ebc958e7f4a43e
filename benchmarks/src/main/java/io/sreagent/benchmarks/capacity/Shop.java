package io.sreagent.benchmarks.capacity;

import io.sreagent.analysis.capacity.Observation;
import java.util.Random;

/**
 * A made-up service, minute by minute: load with a day's and a week's rhythm, noise that remembers
 * and surges that nobody announced; replicas that slow down as a queue does (M/M/1) and take
 * {@value #START_MINUTES} minutes to start.
 */
final class Shop {

    static final int START_MINUTES = 3;
    static final int DAY = 1440;

    /** Requests per second at which a replica's queue would grow without end. */
    static final double MOST = 100;

    private static final double SERVICE_TIME = 0.05; // s
    private static final double OBJECTIVE = 0.5; // s: reached at 90 % of MOST

    private final double[] load;
    private final Random noise;

    Shop(int days, long seed) {
        noise = new Random(seed);
        load = new double[days * DAY];
        double memory = 0;
        double level = 1;
        double surge = 0;
        for (int t = 0; t < load.length; t++) {
            memory = 0.95 * memory + 0.012 * noise.nextGaussian();
            level *= 1 + 0.0004 * noise.nextGaussian();
            // About one surge in two days: up by half within ten minutes, gone after an hour or so.
            if (surge == 0 && noise.nextDouble() < 1.0 / (2 * DAY)) surge = 1;
            if (surge > 0 && ++surge > 70) surge = 0;
            double extra = surge == 0 ? 0 : 0.5 * Math.min(1, surge / 10);
            load[t] = 500 * rhythm(t) * level * Math.max(0.1, 1 + memory + extra);
        }
    }

    private static double rhythm(int t) {
        double phase = 2 * Math.PI * (t % DAY) / DAY;
        double day = 1 - 0.55 * Math.cos(phase) - 0.2 * Math.sin(2 * phase);
        return (t / DAY) % 7 >= 5 ? 0.6 * day : day;
    }

    double load(int minute) {
        return load[minute];
    }

    /** Mean load over the five minutes that end with this one. */
    double loadOfFive(int minute) {
        double sum = 0;
        for (int t = minute - 4; t <= minute; t++) sum += load[t] / 5;
        return sum;
    }

    /** Share of a replica's CPU in use, as measured: with an error of two per cent. */
    double cpu(int minute, int replicas) {
        double share = 0.04 + 0.96 * load[minute] / replicas / MOST;
        return Math.clamp(share * (1 + 0.02 * noise.nextGaussian()), 0, 1);
    }

    /** Whether requests were slower than they may be. */
    boolean violates(int minute, int replicas) {
        double use = load[minute] / replicas / MOST;
        return use >= 1 || SERVICE_TIME / (1 - use) > OBJECTIVE;
    }

    Observation observation(int minute, int replicas) {
        double use = Math.min(0.999, load[minute] / replicas / MOST);
        return new Observation(
                load[minute], replicas, cpu(minute, replicas), SERVICE_TIME / (1 - use));
    }
}
