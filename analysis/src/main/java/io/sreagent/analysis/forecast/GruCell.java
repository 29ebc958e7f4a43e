package io.sreagent.analysis.forecast;

/**
 * Gated recurrent unit (Cho et al. 2014):
 *
 * <pre>
 * z = σ(W_z·[x, h, 1]);  r = σ(W_r·[x, h, 1]);  n = tanh(W_n·[x, r∘h, 1]);  h' = (1−z)∘n + z∘h
 * </pre>
 *
 * Cost of a step: 3·hidden·(inputs + hidden) multiplications, three times that on the way back.
 */
record GruCell(int inputs, int hidden) implements RecurrentCell {

    @Override
    public int weights() {
        return 3 * hidden * width();
    }

    @Override
    public int state() {
        return hidden;
    }

    @Override
    public int memory() {
        return 3 * hidden; // z, r, n
    }

    private int width() {
        return inputs + hidden + 1;
    }

    /** Where the weights of one gate's unit begin. */
    private int at(int gate, int unit) {
        return (gate * hidden + unit) * width();
    }

    @Override
    public void step(double[] w, double[] x, double[] before, double[] after, double[] memory) {
        for (int gate = 0; gate < 2; gate++)
            for (int unit = 0; unit < hidden; unit++) {
                int at = at(gate, unit);
                double sum = fromInputs(w, at, x);
                for (int j = 0; j < hidden; j++) sum += w[at + inputs + j] * before[j];
                memory[gate * hidden + unit] = RecurrentCell.sigmoid(sum);
            }
        for (int unit = 0; unit < hidden; unit++) {
            int at = at(2, unit);
            double sum = fromInputs(w, at, x);
            for (int j = 0; j < hidden; j++)
                sum += w[at + inputs + j] * memory[hidden + j] * before[j];
            double fresh = Math.tanh(sum);
            memory[2 * hidden + unit] = fresh;
            double kept = memory[unit];
            after[unit] = (1 - kept) * fresh + kept * before[unit];
        }
    }

    private double fromInputs(double[] w, int at, double[] x) {
        double sum = w[at + inputs + hidden];
        for (int i = 0; i < inputs; i++) sum += w[at + i] * x[i];
        return sum;
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
        double[] reset = new double[hidden]; // of the loss with r
        for (int j = 0; j < hidden; j++) beforehand[j] = afterwards[j] * memory[j];
        for (int unit = 0; unit < hidden; unit++) {
            double fresh = memory[2 * hidden + unit];
            double slope = afterwards[unit] * (1 - memory[unit]) * (1 - fresh * fresh);
            int at = at(2, unit);
            toInputs(gradient, at, x, slope);
            for (int j = 0; j < hidden; j++) {
                double weight = w[at + inputs + j];
                gradient[at + inputs + j] += slope * memory[hidden + j] * before[j];
                reset[j] += slope * weight * before[j];
                beforehand[j] += slope * weight * memory[hidden + j];
            }
        }
        for (int unit = 0; unit < hidden; unit++) {
            double z = memory[unit];
            double r = memory[hidden + unit];
            double keep = afterwards[unit] * (before[unit] - memory[2 * hidden + unit]);
            gate(w, x, before, beforehand, gradient, at(0, unit), keep * z * (1 - z));
            gate(w, x, before, beforehand, gradient, at(1, unit), reset[unit] * r * (1 - r));
        }
    }

    private void gate(
            double[] w,
            double[] x,
            double[] before,
            double[] beforehand,
            double[] gradient,
            int at,
            double slope) {
        toInputs(gradient, at, x, slope);
        for (int j = 0; j < hidden; j++) {
            gradient[at + inputs + j] += slope * before[j];
            beforehand[j] += slope * w[at + inputs + j];
        }
    }

    private void toInputs(double[] gradient, int at, double[] x, double slope) {
        for (int i = 0; i < inputs; i++) gradient[at + i] += slope * x[i];
        gradient[at + inputs + hidden] += slope;
    }
}
