package io.sreagent.benchmarks.forecast;

/**
 * One forecasting task of a set with its answer.
 *
 * @param past what may be read
 * @param truth what came next; never shown to a forecaster
 * @param season in steps, as the set states it
 */
record Question(String id, double[] past, double[] truth, int season) {

    /** Mean absolute seasonal difference of the past: the unit of MASE. */
    double scale() {
        double sum = 0;
        for (int t = season; t < past.length; t++) sum += Math.abs(past[t] - past[t - season]);
        return sum / (past.length - season);
    }
}
