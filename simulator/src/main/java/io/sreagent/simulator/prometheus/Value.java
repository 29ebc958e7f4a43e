package io.sreagent.simulator.prometheus;

import io.sreagent.simulator.metrics.Labels;
import java.util.List;

/**
 * What an expression is worth at every step of a query at once: label work is done once per series
 * instead of once per step, which is what makes two weeks of history cheap.
 */
sealed interface Value {
    /**
     * Marks a step at which a series has no value; a NaN of its own, since a plain NaN is a value
     * in PromQL.
     */
    double ABSENT = Double.longBitsToDouble(0x7ff8_0dea_d000_0001L);

    static boolean absent(double value) {
        return Double.doubleToRawLongBits(value) == 0x7ff8_0dea_d000_0001L;
    }

    record Scalar(double[] values) implements Value {}

    record Text(String text) implements Value {}

    record Vector(List<Row> rows) implements Value {}

    /** One series: its labels and one value per step. */
    record Row(Labels labels, double[] values) {}
}
