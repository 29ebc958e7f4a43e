package io.sreagent.analysis.forecast;

import io.sreagent.analysis.season.Mstl;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A gap-free stretch of history as forecasters see it. What several of them need is computed once
 * and kept here, which is what makes a combination of many affordable.
 */
final class Past {

    static final int RECENT = 2000;

    private final double[] values;
    private final int[] periods;
    private @Nullable Mstl decomposition;
    private double @Nullable [] recent;

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

    /**
     * The last dozen of the longest cycles, at least {@value #RECENT} values. What lies further
     * back tells a decomposition nothing about tomorrow and costs the same.
     */
    double[] recent() {
        if (recent == null) {
            int longest = periods.length == 0 ? 0 : periods[periods.length - 1];
            int length = Math.min(values.length, Math.max(RECENT, 12 * longest));
            recent = Arrays.copyOfRange(values, values.length - length, values.length);
        }
        return recent;
    }

    /** Of {@link #recent()}. */
    Mstl decomposition() {
        if (decomposition == null) decomposition = Mstl.of(recent(), periods);
        return decomposition;
    }

    /** The past as it stood after {@code length} values. */
    Past until(int length) {
        return new Past(Arrays.copyOf(values, length), periods);
    }
}
