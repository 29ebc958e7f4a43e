package io.sreagent.analysis.forecast;

/**
 * One step of a recurrent network and the way back through it. A cell has no state of its own:
 * weights, states and what a step remembers for the way back are arrays of the caller.
 */
sealed interface RecurrentCell permits GruCell, LstmCell {

    /** How many weights it has. */
    int weights();

    /** Length of its state; the first {@link #hidden} of it are what it tells. */
    int state();

    int hidden();

    /** How many numbers {@link #back} needs of {@link #step}. */
    int memory();

    /**
     * @param w weights
     * @param before state before the step
     * @param after is given the state after it
     * @param memory is given what the way back needs
     */
    void step(double[] w, double[] x, double[] before, double[] after, double[] memory);

    /**
     * Adds to {@code gradient} how the loss changes with each weight.
     *
     * @param afterwards how the loss changes with the state after the step
     * @param beforehand is given how it changes with the state before it
     */
    void back(
            double[] w,
            double[] x,
            double[] before,
            double[] memory,
            double[] afterwards,
            double[] beforehand,
            double[] gradient);

    static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }
}
