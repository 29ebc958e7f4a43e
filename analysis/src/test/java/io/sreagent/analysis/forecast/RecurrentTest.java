package io.sreagent.analysis.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RecurrentTest extends ForecasterContract {

    @Override
    protected Forecaster forecaster() {
        return Recurrent.gru();
    }

    @Test
    void lstm_follows_a_day_too() {
        double[] days = Curves.noisy(24 * 21, 2, 4, Curves::day);

        double[] mean = Recurrent.lstm().forecast(Curves.hourly(days, 24)).mean();

        for (int hour = 0; hour < 24; hour++)
            assertThat(mean[hour]).isCloseTo(Curves.day(hour), within(8.0));
    }

    @Test
    void gradients_of_the_gru_are_those_of_small_differences() {
        gradientsHold(new GruCell(3, 4));
    }

    @Test
    void gradients_of_the_lstm_are_those_of_small_differences() {
        gradientsHold(new LstmCell(3, 4));
    }

    /** Loss: the sum of squares of what two steps tell. */
    private static void gradientsHold(RecurrentCell cell) {
        Random random = new Random(1);
        double[] w = random.doubles(cell.weights(), -0.7, 0.7).toArray();
        double[][] x = {{0.3, -1, 0.5}, {1, 0.2, -0.4}};
        double[] start = random.doubles(cell.state(), -0.5, 0.5).toArray();
        double[] gradient = new double[cell.weights()];
        double[][] states = new double[3][cell.state()];
        double[][] memory = new double[2][cell.memory()];
        states[0] = start;
        for (int t = 0; t < 2; t++) cell.step(w, x[t], states[t], states[t + 1], memory[t]);
        double[] afterwards = new double[cell.state()];
        for (int t = 1; t >= 0; t--) {
            for (int j = 0; j < cell.hidden(); j++) afterwards[j] += 2 * states[t + 1][j];
            double[] beforehand = new double[cell.state()];
            cell.back(w, x[t], states[t], memory[t], afterwards, beforehand, gradient);
            afterwards = beforehand;
        }

        for (int i = 0; i < w.length; i++) {
            double[] more = w.clone();
            double[] less = w.clone();
            more[i] += 1e-6;
            less[i] -= 1e-6;
            double slope = (loss(cell, more, x, start) - loss(cell, less, x, start)) / 2e-6;
            assertThat(gradient[i]).as("weight %d", i).isCloseTo(slope, within(1e-6));
        }
    }

    private static double loss(RecurrentCell cell, double[] w, double[][] x, double[] start) {
        double loss = 0;
        double[] state = start;
        for (double[] input : x) {
            double[] after = new double[cell.state()];
            cell.step(w, input, state, after, new double[cell.memory()]);
            for (int j = 0; j < cell.hidden(); j++) loss += after[j] * after[j];
            state = after;
        }
        return loss;
    }
}
