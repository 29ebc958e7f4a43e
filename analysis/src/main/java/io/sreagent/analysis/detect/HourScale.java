package io.sreagent.analysis.detect;

import io.sreagent.analysis.stats.Window;

/**
 * Robust scale of residuals by part of the day: MAD of the last week, and of the last 400 in the
 * same twenty-fourth of the period, mixed 1 : 4. Night noise is not judged by day noise.
 */
final class HourScale {
    private static final int PARTS = 24;

    private final int period;
    private final Window all;
    private final Window[] parts = new Window[PARTS];
    private long n;

    HourScale(int period) {
        this.period = Math.max(PARTS, period);
        all = new Window(Math.clamp(7L * this.period, 500, 5000));
        for (int i = 0; i < PARTS; i++) parts[i] = new Window(400);
    }

    /** Scale for the next residual; 0 while unknown or when all is constant. */
    double scale() {
        if (all.size() < 50) return 0;
        double whole = all.mad();
        Window part = parts[part()];
        double own = part.size() < 50 ? whole : part.mad();
        return Math.sqrt(0.8 * own * own + 0.2 * whole * whole);
    }

    double whole() {
        return all.size() < 50 ? 0 : all.mad();
    }

    void add(double residual) {
        all.add(residual);
        parts[part()].add(residual);
        n++;
    }

    void skip() {
        n++;
    }

    private int part() {
        return (int) (n % period * PARTS / period);
    }
}
