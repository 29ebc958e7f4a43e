package io.sreagent.analysis.forecast;

import java.util.Arrays;
import java.util.Random;

/**
 * A recurrent cell with one linear output, trained by back-propagation through stretches of {@value
 * #STRETCH} steps (Williams and Peng 1990) with Adam (Kingma and Ba 2015) on Huber's loss. The
 * state runs on from stretch to stretch. Seeded: the same series gives the same network.
 *
 * <p>Cost: epochs × n steps of the cell, there and back.
 */
final class RecurrentNet {

    private static final int STRETCH = 32;
    private static final double RATE = 0.01;
    private static final double MOST_NORM = 1;

    private final RecurrentCell cell;
    private final double[] w; // of the cell, then of the output and its constant

    RecurrentNet(RecurrentCell cell, long seed) {
        this.cell = cell;
        Random random = new Random(seed);
        w = new double[cell.weights() + cell.hidden() + 1];
        double spread = 1 / Math.sqrt(cell.hidden());
        for (int i = 0; i < cell.weights(); i++) w[i] = spread * (2 * random.nextDouble() - 1);
        // The output begins at nothing: the first forecast is the base that inputs come with.
    }

    double[] freshState() {
        return new double[cell.state()];
    }

    /** Moves the state on by one input and returns the output. */
    double step(double[] x, double[] state) {
        double[] after = new double[state.length];
        cell.step(w, x, state, after, new double[cell.memory()]);
        System.arraycopy(after, 0, state, 0, state.length);
        return output(state);
    }

    private double output(double[] state) {
        int at = cell.weights();
        double sum = w[at + cell.hidden()];
        for (int j = 0; j < cell.hidden(); j++) sum += w[at + j] * state[j];
        return sum;
    }

    /**
     * @param x inputs by step
     * @param target what the output should be
     */
    void train(double[][] x, double[] target, int epochs) {
        Adam adam = new Adam(w.length);
        int updates = epochs * (int) Math.ceil(x.length / (double) STRETCH);
        int done = 0;
        for (int epoch = 0; epoch < epochs; epoch++) {
            double[] state = freshState();
            for (int from = 0; from < x.length; from += STRETCH) {
                int until = Math.min(x.length, from + STRETCH);
                double[] gradient = new double[w.length];
                state = stretch(x, target, from, until, state, gradient);
                // The rate falls to a tenth on the way, so that the end is quiet.
                adam.move(w, gradient, RATE * (1 - 0.9 * done++ / updates));
            }
        }
    }

    private double[] stretch(
            double[][] x, double[] target, int from, int until, double[] state, double[] gradient) {
        int length = until - from;
        double[][] states = new double[length + 1][cell.state()];
        double[][] memory = new double[length][cell.memory()];
        states[0] = state;
        for (int t = 0; t < length; t++)
            cell.step(w, x[from + t], states[t], states[t + 1], memory[t]);
        double[] afterwards = new double[cell.state()];
        double[] beforehand = new double[cell.state()];
        int out = cell.weights();
        for (int t = length - 1; t >= 0; t--) {
            double off = Math.clamp(output(states[t + 1]) - target[from + t], -1, 1) / length;
            for (int j = 0; j < cell.hidden(); j++) {
                gradient[out + j] += off * states[t + 1][j];
                afterwards[j] += off * w[out + j];
            }
            gradient[out + cell.hidden()] += off;
            cell.back(w, x[from + t], states[t], memory[t], afterwards, beforehand, gradient);
            double[] swap = afterwards;
            afterwards = beforehand;
            beforehand = swap;
        }
        return states[length];
    }

    private static final class Adam {
        private final double[] mean;
        private final double[] square;
        private int moves;

        Adam(int size) {
            mean = new double[size];
            square = new double[size];
        }

        void move(double[] w, double[] gradient, double rate) {
            double norm = Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
            double shrink = norm > MOST_NORM ? MOST_NORM / norm : 1;
            moves++;
            double first = 1 - Math.pow(0.9, moves);
            double second = 1 - Math.pow(0.999, moves);
            for (int i = 0; i < w.length; i++) {
                double g = shrink * gradient[i];
                mean[i] = 0.9 * mean[i] + 0.1 * g;
                square[i] = 0.999 * square[i] + 0.001 * g * g;
                w[i] -= rate * (mean[i] / first) / (Math.sqrt(square[i] / second) + 1e-8);
            }
        }
    }
}
