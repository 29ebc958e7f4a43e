package io.sreagent.analysis.forecast;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A gap-free stretch of history as forecasters see it. What several of them need is computed once
 * and kept here, which is what makes a combination of many affordable.
 */
final class Past {

    private final double[] values;
    private final int[] periods;
    private @Nullable Decomposition decomposition;

    /**
     * @param values gap-free, oldest first; nobody writes to it afterwards
     * @param periods seasons in steps, shortest first; those that the values do not show twice are
     *     left out
     */
    Past(double[] values, int[] periods) {
        this.values = values;
        this.periods =
                Arrays.stream(periods)
                        .filter(period -> 2 * period <= values.length)
                        .distinct()
                        .sorted()
                        .toArray();
    }

    double[] values() {
        return values;
    }

    int length() {
        return values.length;
    }

    double last() {
        return values[values.length - 1];
    }

    /** Seasons seen at least twice, shortest first; empty when there is none. */
    int[] periods() {
        return periods;
    }

    Decomposition decomposition() {
        if (decomposition == null) decomposition = Decomposition.of(values, periods);
        return decomposition;
    }

    /** The past as it stood after {@code length} values. */
    Past until(int length) {
        return new Past(Arrays.copyOf(values, length), periods);
    }
}
