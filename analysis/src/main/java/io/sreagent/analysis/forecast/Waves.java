package io.sreagent.analysis.forecast;

import java.util.Arrays;

/**
 * Fourier terms of all seasons: sine and cosine of {@code 2πkt/m} for k = 1 … K. A wave that an
 * earlier season has already (a day is seven waves of a week) is left out.
 */
final class Waves {

    private static final int MOST_PER_SEASON = 10;

    private final double[] frequencies; // cycles per step

    Waves(int[] periods) {
        double[] found = new double[MOST_PER_SEASON * periods.length];
        int count = 0;
        for (int period : periods) {
            for (int k = 1; k <= Math.min(MOST_PER_SEASON, period / 2); k++) {
                double frequency = (double) k / period;
                boolean known = false;
                for (int i = 0; i < count; i++) known |= Math.abs(found[i] - frequency) < 1e-9;
                if (!known) found[count++] = frequency;
            }
        }
        frequencies = Arrays.copyOf(found, count);
    }

    int count() {
        return 2 * frequencies.length;
    }

    /** Writes the terms at time {@code t} (in steps) from {@code row[at]} on. */
    void write(double t, double[] row, int at) {
        for (double frequency : frequencies) {
            double cycles = t * frequency;
            double angle = 2 * Math.PI * (cycles - Math.floor(cycles));
            row[at++] = Math.sin(angle);
            row[at++] = Math.cos(angle);
        }
    }
}
