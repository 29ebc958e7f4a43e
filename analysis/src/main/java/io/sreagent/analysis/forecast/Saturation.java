package io.sreagent.analysis.forecast;

import io.sreagent.analysis.finding.Forecast;
import io.sreagent.analysis.season.Mstl;
import java.util.Arrays;

/**
 * For things that fill up or leak away: continues the present straight stretch by its own robust
 * slope, so that a leak that began twenty minutes ago is forecast by those twenty minutes and not
 * by last week.
 *
 * <pre>
 * ŷ(n+h) = end + b·max(0, 1 − (se/b)²)·h
 * half width = t · √( noise² + (se·(h + m/2))² )
 * </pre>
 *
 * {@link Regimes} says where the stretch (m values) began; {@link TheilSen} gives end, slope b and
 * its error se, which grows by {@code √((1+ρ)/(1−ρ))} when neighbouring residuals resemble one
 * another. The factor on b withholds slopes that are no larger than their own error. A season is
 * removed first when it explains more than half of what the trend leaves.
 *
 * <p>Gaps are bridged first. Not for series without such a stretch: its interval trusts the line.
 * Cost: O(min(n, 500)²).
 */
public final class Saturation implements Forecaster {

    @Override
    public String name() {
        return "saturation";
    }

    @Override
    public int needs(int[] periods) {
        return 6;
    }

    @Override
    public Forecast forecast(Task task) {
        Prepared prepared = Prepared.of(task, name(), needs(task.periods()));
        double[] y = prepared.past().values();
        double[] seasons = seasons(prepared.past(), prepared.horizon());
        if (seasons.length > 0) y = prepared.past().decomposition().adjusted();
        double[] stretch = Arrays.copyOfRange(y, Regimes.lastStart(y), y.length);
        TheilSen line = TheilSen.of(stretch);
        double inflation = (1 + line.likeness()) / (1 - line.likeness());
        double error = line.slopeError() * Math.sqrt(inflation);
        double ratio = line.slope() == 0 ? 1 : error / line.slope();
        double slope = line.slope() * Math.max(0, 1 - ratio * ratio);
        double freedom = Math.max(4, stretch.length / inflation - 2);
        double t = Normal.studentQuantile((1 + task.level()) / 2, freedom);
        double[] mean = new double[prepared.horizon()];
        double[] half = new double[prepared.horizon()];
        for (int step = 0; step < mean.length; step++) {
            mean[step] = line.end() + slope * (step + 1);
            if (seasons.length > 0) mean[step] += seasons[step];
            double lever = error * (step + 1 + stretch.length / 2.0);
            half[step] = t * Math.hypot(line.noise(), lever);
        }
        return prepared.answer(name(), mean, half);
    }

    /** The seasons' continuation; empty when there is none worth removing. */
    private static double[] seasons(Past past, int horizon) {
        if (past.periods().length == 0) return new double[0];
        Mstl parts = past.decomposition();
        double explained = 0;
        double left = 0;
        for (int t = 0; t < past.recent().length; t++) {
            double remainder = parts.remainder()[t];
            double season = past.recent()[t] - parts.trend()[t] - remainder;
            left += remainder * remainder;
            explained += season * season;
        }
        return explained > left ? parts.addSeasons(new double[horizon]) : new double[0];
    }
}
