package io.sreagent.analysis.detect;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Scores recorded series, strictly causally: a row's score comes from it and the rows before it.
 *
 * <p>One to three columns are series of their own and scored by {@link SeriesScore}, the strangest
 * counts; more columns are one machine with many sides, scored by {@link MachineScore}. Rows are
 * placed on an even grid by {@link Timeline}; the season is a day where rows have times. Without
 * times it is found by {@link PeriodFinder} in the training rows, else in the rows before each
 * doubling of their number, so that no row knows it from later ones.
 *
 * <p>Rows of a training set count as rows before; they get no score. NaN and infinite values are
 * gaps; a row of gaps scores 0. Cost: about 50 µs a value.
 */
public final class OfflineScores {
    private static final int FEW = 3;
    private static final int FIRST_LOOK = 500;

    private OfflineScores() {}

    /**
     * Recorded rows.
     *
     * @param columns one array a metric, all of the same length; NaN and infinities are gaps
     * @param millis Unix milliseconds of each row, in whatever order; empty when unknown
     */
    public record Rows(double[][] columns, long[] millis) {
        public Rows {
            for (double[] column : columns)
                if (column.length != columns[0].length)
                    throw new IllegalArgumentException("columns of different lengths");
            if (millis.length > 0 && columns.length > 0 && millis.length != columns[0].length)
                throw new IllegalArgumentException("not one time a row");
        }

        int count() {
            return columns.length == 0 ? 0 : columns[0].length;
        }
    }

    /**
     * @param train rows from before, null when there are none
     * @return one score for each of {@code rows}, 0–1
     */
    public static double[] of(@Nullable Rows train, Rows rows) {
        if (rows.count() == 0) return new double[0];
        Rows all = train == null || train.count() == 0 ? rows : joined(train, rows);
        int before = all.count() - rows.count();
        Timeline timeline = Timeline.of(all.millis(), all.count());
        double[][] grid = new double[all.columns().length][];
        Arrays.setAll(grid, c -> timeline.spread(all.columns()[c]));
        double[] scores = scores(grid, timeline, before);
        double[] answer = new double[rows.count()];
        Arrays.setAll(answer, i -> scores[timeline.places()[before + i]]);
        return answer;
    }

    private static Rows joined(Rows train, Rows rows) {
        if (train.columns().length != rows.columns().length)
            throw new IllegalArgumentException(
                    "training has "
                            + train.columns().length
                            + " columns, the test "
                            + rows.columns().length);
        int before = train.count();
        double[][] columns = new double[rows.columns().length][];
        for (int c = 0; c < columns.length; c++) {
            columns[c] = Arrays.copyOf(train.columns()[c], before + rows.count());
            System.arraycopy(rows.columns()[c], 0, columns[c], before, rows.count());
        }
        if (train.millis().length == 0 || rows.millis().length == 0)
            return new Rows(columns, new long[0]);
        long[] millis = Arrays.copyOf(train.millis(), before + rows.count());
        System.arraycopy(rows.millis(), 0, millis, before, rows.count());
        return new Rows(columns, millis);
    }

    private static double[] scores(double[][] grid, Timeline timeline, int before) {
        if (timeline.step() != null)
            return scores(grid, new Grid(timeline.start(), timeline.step(), timeline.day()));
        double[] scores = new double[grid[0].length];
        int from = 0;
        for (long known = Math.max(before, FIRST_LOOK); from < scores.length; known *= 2) {
            int until = (int) Math.min(scores.length, known);
            double[][] seen = new double[grid.length][];
            for (int c = 0; c < seen.length; c++) seen[c] = Arrays.copyOf(grid[c], until);
            Grid guessed = new Grid(timeline.start(), Duration.ofMinutes(1), guess(grid, from));
            if (until > before)
                System.arraycopy(scores(seen, guessed), from, scores, from, until - from);
            from = until;
        }
        return scores;
    }

    private static double[] scores(double[][] columns, Grid grid) {
        return columns.length > FEW
                ? MachineScore.of(columns, grid)
                : new SeriesScore(grid).of(columns);
    }

    /** The season most columns agree on in their first rows. */
    private static int guess(double[][] columns, int rows) {
        int[] periods =
                Arrays.stream(columns)
                        .mapToInt(c -> PeriodFinder.period(Arrays.copyOf(c, rows)))
                        .filter(p -> p > 0)
                        .sorted()
                        .toArray();
        return periods.length * 3 < columns.length || periods.length == 0
                ? 0
                : periods[periods.length / 2];
    }
}
