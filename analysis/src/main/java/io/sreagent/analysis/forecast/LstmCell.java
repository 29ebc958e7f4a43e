package io.sreagent.analysis.forecast;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al.
 * 2000); the state is {@code [h, c]}:
 *
 * <pre>
 * i, f, o = σ(W·[x, h, 1]);  g = tanh(W_g·[x, h, 1]);  c' = f∘c + i∘g;  h' = o∘tanh(c')
 * </pre>
 *
 * Cost of a step: 4·hidden·(inputs + hidden) multiplications, twice that on the way back.
 */
record LstmCell(int inputs, int hidden) implements RecurrentCell {

    private static final int GATES = 4; // i, f, o, g

    @Override
    public int weights() {
        return GATES * hidden * width();
    }

    @Override
    public int state() {
        return 2 * hidden;
    }

    @Override
    public int memory() {
        return (GATES + 1) * hidden; // gates and tanh(c')
    }

    private int width() {
        return inputs + hidden + 1;
    }

    @Override
    public void step(double[] w, double[] x, double[] before, double[] after, double[] memory) {
        for (int gate = 0; gate < GATES; gate++)
            for (int unit = 0; unit < hidden; unit++) {
                int at = (gate * hidden + unit) * width();
                double sum = w[at + inputs + hidden];
                for (int i = 0; i < inputs; i++) sum += w[at + i] * x[i];
                for (int j = 0; j < hidden; j++) sum += w[at + inputs + j] * before[j];
                memory[gate * hidden + unit] =
                        gate == GATES - 1 ? Math.tanh(sum) : RecurrentCell.sigmoid(sum);
            }
        for (int unit = 0; unit < hidden; unit++) {
            double cell =
                    memory[hidden + unit] * before[hidden + unit]
                            + memory[unit] * memory[3 * hidden + unit];
            double told = Math.tanh(cell);
            memory[GATES * hidden + unit] = told;
            after[unit] = memory[2 * hidden + unit] * told;
            after[hidden + unit] = cell;
        }
    }

    @Override
    public void back(
            double[] w,
            double[] x,
            double[] before,
            double[] memory,
            double[] afterwards,
            double[] beforehand,
            double[] gradient) {
        java.util.Arrays.fill(beforehand, 0);
        double[] slope = new double[GATES];
        for (int unit = 0; unit < hidden; unit++) {
            double in = memory[unit];
            double forget = memory[hidden + unit];
            double out = memory[2 * hidden + unit];
            double fresh = memory[3 * hidden + unit];
            double told = memory[GATES * hidden + unit];
            double cell = afterwards[hidden + unit] + afterwards[unit] * out * (1 - told * told);
            slope[0] = cell * fresh * in * (1 - in);
            slope[1] = cell * before[hidden + unit] * forget * (1 - forget);
            slope[2] = afterwards[unit] * told * out * (1 - out);
            slope[3] = cell * in * (1 - fresh * fresh);
            beforehand[hidden + unit] += cell * forget;
            for (int gate = 0; gate < GATES; gate++) {
                int at = (gate * hidden + unit) * width();
                for (int i = 0; i < inputs; i++) gradient[at + i] += slope[gate] * x[i];
                for (int j = 0; j < hidden; j++) {
                    gradient[at + inputs + j] += slope[gate] * before[j];
                    beforehand[j] += slope[gate] * w[at + inputs + j];
                }
                gradient[at + inputs + hidden] += slope[gate];
            }
        }
    }
}
