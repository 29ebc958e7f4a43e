package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Unit;
import java.time.Instant;

/**
 * How far one series left its own past after the trouble began.
 *
 * @param before median before the onset, in the metric's unit
 * @param after level after the onset, in the metric's unit
 * @param distance signed distance of the two in robust standard deviations
 * @param since first sample of the departure
 */
record Shift(
        Metric metric, Aspect aspect, double before, double after, double distance, Instant since) {

    /** Distances below this happen by chance in some series of every case. */
    static final double CHANCE = 4;

    /** Distance in the direction that hurts; 0 for the other direction. */
    double harm() {
        return metric.hurts().by(distance) ? Math.abs(distance) : 0;
    }

    /** 0–1: how little chance explains the harm. */
    double strength() {
        return Robust.saturate(harm(), CHANCE, 6);
    }

    /**
     * 0–1: how much it matters in practice. A share of a resource that is far from all of it is no
     * shortage, however unusual: memory and storage count in full from 60 %, processors from 80 %,
     * and being throttled, which also happens to the innocent, never in full.
     */
    double importance() {
        boolean share =
                metric.unit() == Unit.RATIO
                        && aspect.role() == Aspect.Role.RESOURCE
                        && aspect != Aspect.CACHE
                        && distance > 0;
        if (!share) return 1;
        return switch (aspect) {
            case CPU -> Math.clamp((after - 0.3) / 0.5, 0, 1);
            case THROTTLING -> 0.8 * Math.clamp(after / 0.8, 0, 1);
            default -> Math.clamp(after / 0.6, 0, 1);
        };
    }

    /** 0–1: as {@link #strength()}, but upwards whether it hurts or not. */
    double rise() {
        return Robust.saturate(distance, CHANCE, 6);
    }

    /** 0–1: as {@link #strength()}, but downwards whether it hurts or not. */
    double fall() {
        return Robust.saturate(-distance, CHANCE, 6);
    }

    /** {@code 0.42 → 0.91}, with the unit where it has one. */
    String numbers() {
        return number(before) + " → " + number(after);
    }

    private String number(double value) {
        Unit unit = metric.unit();
        if (unit == Unit.BYTES || unit == Unit.BYTES_PER_SECOND) {
            String[] prefixes = {"", "Ki", "Mi", "Gi", "Ti"};
            int prefix = 0;
            while (Math.abs(value) >= 1024 && prefix < prefixes.length - 1) {
                value /= 1024;
                prefix++;
            }
            return Phrase.number(value) + " " + prefixes[prefix] + unit.symbol();
        }
        if (unit == Unit.RATIO) return Phrase.number(value * 100) + " %";
        return unit.symbol().isEmpty()
                ? Phrase.number(value)
                : Phrase.number(value) + " " + unit.symbol();
    }
}
