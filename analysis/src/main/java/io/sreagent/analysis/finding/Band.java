package io.sreagent.analysis.finding;

/** Where a value is expected to lie, in the metric's unit; an open side is infinite. */
public record Band(double lower, double expected, double upper) {
    public Band {
        if (!(lower <= expected && expected <= upper)) {
            throw new IllegalArgumentException(
                    "not a band: " + lower + " <= " + expected + " <= " + upper);
        }
    }

    public boolean holds(double value) {
        return value >= lower && value <= upper;
    }

    /** Negative below the band, positive above, 0 inside; in the metric's unit. */
    public double exceededBy(double value) {
        if (value > upper) return value - upper;
        return value < lower ? value - lower : 0;
    }
}
