package io.sreagent.analysis.capacity;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The level of a quantity from which on a service was seen to break, for quantities to which nobody
 * has set a limit: the {@code L} for which "at or above L" tells broken samples from whole ones
 * best, {@code F1 = 2·broken above / (all above + all broken)}, provided at least {@value #PURE} of
 * the samples there were broken, at least {@value #MOST} of all broken samples lie there, and it
 * was so on at least {@value #TIMES} separate occasions. Fewer may be chance, and then nothing is
 * said; so it is when the service is broken more often than not, since then it is not known what
 * whole is.
 *
 * <p>It is a companion, not a proof: that the service broke at this level does not say that the
 * level broke it. NaN: such samples are left out. Cost: O(n log n).
 */
public final class LearnedLimit {
    private static final double PURE = 0.8;
    private static final double MOST = 0.8;
    private static final int TIMES = 3;
    private static final double OFTEN = 0.5;

    private LearnedLimit() {}

    /**
     * @param level the quantity, oldest first; it hurts upwards
     * @param broken whether users felt it at that moment; as many as {@code level}
     * @param apart samples without a broken one that separate two occasions
     */
    public static OptionalDouble of(double[] level, boolean[] broken, int apart) {
        if (level.length != broken.length)
            throw new IllegalArgumentException(level.length + " levels, " + broken.length);
        int[] falling =
                IntStream.range(0, level.length)
                        .filter(at -> Double.isFinite(level[at]))
                        .boxed()
                        .sorted(Comparator.comparingDouble(at -> -level[at]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        long all = IntStream.of(falling).filter(at -> broken[at]).count();
        if (all == 0 || all > OFTEN * falling.length) return OptionalDouble.empty();
        double found = Double.NaN;
        double best = 0;
        int seen = 0;
        for (int above = 1; above <= falling.length; above++) {
            int at = falling[above - 1];
            if (broken[at]) seen++;
            boolean last = above == falling.length || level[falling[above]] < level[at];
            double score = 2.0 * seen / (above + all);
            if (last && seen >= PURE * above && seen >= MOST * all && score >= best) {
                best = score;
                found = level[at];
            }
        }
        if (Double.isNaN(found) || occasions(level, broken, found, apart) < TIMES)
            return OptionalDouble.empty();
        return OptionalDouble.of(found);
    }

    private static int occasions(double[] level, boolean[] broken, double limit, int apart) {
        int occasions = 0;
        int calm = apart;
        for (int at = 0; at < level.length; at++) {
            if (!(broken[at] && level[at] >= limit)) {
                calm++;
                continue;
            }
            if (calm >= apart) occasions++;
            calm = 0;
        }
        return occasions;
    }
}
