package io.sreagent.analysis.forecast;

import io.sreagent.analysis.finding.Forecast;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Trend that may bend at a few places, seasons as Fourier terms, what a holiday changes, all in one
 * penalised regression:
 *
 * <pre>
 * y(t) = c + k·t + Σ δ_j·max(0, t − s_j) + Σ (α sin + β cos) + γ·holiday(t) + ε
 * </pre>
 *
 * with 15 bends s_j spread over the first 80 % of the history. The penalty on δ (a normal prior,
 * where Prophet has Laplace's) keeps the trend straight unless the data insist; points far off are
 * weighed down once (Huber). The holidays are those it was made with; one γ is for all of them, and
 * stays 0 while the history shows none.
 *
 * <p>Gaps are bridged first. Source: Taylor and Letham 2018. Cost: O(min(n, 4000)·k²), k about 55.
 */
public final class PiecewiseTrend extends FittedForecaster {

    private static final int BENDS = 15;
    private static final int MOST_ROWS = 4000;
    private static final double LAMBDA = 0.01;

    private final Set<LocalDate> holidays;
    private final IntPredicate isHoliday; // of a step of the gap-free history, and after it

    /** Without holidays. */
    public PiecewiseTrend() {
        this(Set.of());
    }

    /**
     * @param holidays past and coming ones, UTC
     */
    public PiecewiseTrend(Set<LocalDate> holidays) {
        this(Set.copyOf(holidays), step -> false);
    }

    private PiecewiseTrend(Set<LocalDate> holidays, IntPredicate isHoliday) {
        this.holidays = holidays;
        this.isHoliday = isHoliday;
    }

    @Override
    public Forecast forecast(Task task) {
        return new PiecewiseTrend(holidays, calendar(task)).ahead(task);
    }

    private Forecast ahead(Task task) {
        return super.forecast(task);
    }

    private IntPredicate calendar(Task task) {
        if (holidays.isEmpty()) return step -> false;
        int cut = Gaps.leading(task.history());
        return step -> {
            Instant time = task.start().plus(task.step().multipliedBy(cut + step));
            return holidays.contains(LocalDate.ofInstant(time, ZoneOffset.UTC));
        };
    }

    @Override
    public String name() {
        return "piecewise-trend";
    }

    @Override
    public int needs(int[] periods) {
        return 20;
    }

    @Override
    Fit fit(Past learned) {
        Design design = new Design(new Waves(learned.periods()), learned.length(), isHoliday);
        double[] y = learned.values();
        double stride = Math.max(1, (double) y.length / MOST_ROWS);
        double middle = TheilSen.median(y.clone());
        double[] coefficients = design.solve(y, middle, stride, null, 0);
        double[] size = new double[y.length];
        for (int t = 0; t < y.length; t++)
            size[t] = Math.abs(y[t] - middle - Ridge.dot(design.row(t), coefficients));
        double threshold = 2 * TheilSen.median(size.clone());
        double[] robust = design.solve(y, middle, stride, size, threshold);
        return (past, horizon) -> {
            double[] mean = new double[horizon];
            for (int step = 0; step < horizon; step++)
                mean[step] = middle + Ridge.dot(design.row(past.length() + step), robust);
            return mean;
        };
    }

    private record Design(Waves waves, double length, IntPredicate isHoliday) {

        int count() {
            return 3 + BENDS + waves.count();
        }

        double[] row(int t) {
            double[] row = new double[count()];
            double x = t / length;
            row[0] = 1;
            row[1] = x;
            for (int bend = 0; bend < BENDS; bend++)
                row[2 + bend] = Math.max(0, x - 0.8 * (bend + 1) / BENDS);
            waves.write(t, row, 2 + BENDS);
            row[row.length - 1] = isHoliday.test(t) ? 1 : 0;
            return row;
        }

        double[] solve(
                double[] y,
                double middle,
                double stride,
                double @Nullable [] size,
                double threshold) {
            Ridge ridge = new Ridge(count());
            for (double at = 0; at < y.length; at += stride) {
                int t = (int) at;
                double weight = size == null || size[t] <= threshold ? 1 : threshold / size[t];
                ridge.add(row(t), y[t] - middle, weight);
            }
            return ridge.solve(LAMBDA);
        }
    }
}
