package io.sreagent.analysis.forecast;

/**
 * Parameters learned from some past. They may continue a longer past than the one they came from:
 * so errors at many origins cost one fit, and the later origins are honest tests of it.
 */
interface Fit {

    /** The mean of the next {@code horizon} values. */
    double[] ahead(Past past, int horizon);
}
