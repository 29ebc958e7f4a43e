package io.sreagent.analysis.detect;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches the rhythm of a day in one series live: a shape unlike that of the days before, or none
 * at all, though no single value need be strange.
 *
 * <p>{@link LostSeason} is asked with the mean of each full hour; {@link Calibration} makes its
 * score a probability p among those of the past. Lost is a rhythm after {@value #NEEDED} hours in a
 * row with p · 24 ≤ q, q of the {@link Sensitivity}; it is back after the first hour with p above 5
 * %. No opinion before a week of scores, which take eleven days: a weekend is no lost rhythm. An
 * hour without values is a gap. It is worth knowing and wakes nobody: its effect is 0, so that it
 * hurts in no direction. Cost: O(1) a value, a correlation of 24 an hour, 10 KiB. Not for two
 * threads at once.
 */
final class RhythmWatch {
    private static final int HOURS = 24;
    private static final int WEEK = 7 * HOURS;
    private static final int UNKNOWN = 4 * HOURS; // until then there are no days to compare
    private static final int NEEDED = 2;
    private static final double CALM = 0.05;
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private final Metric metric;
    private final double opensAt;
    private final Detector.Run rhythm;
    private final Calibration calibration = new Calibration(false, 1);
    private long hour = Long.MIN_VALUE;
    private double sum;
    private int count;
    private int lived; // hours
    private int strange;
    private double bestP = 1;
    private @Nullable Anomaly open;

    RhythmWatch(Metric metric, Sensitivity sensitivity, Series history) {
        this.metric = metric;
        opensAt = sensitivity.falseDiscoveryRate() / HOURS;
        rhythm = new LostSeason().start(new Grid(history.start(), Duration.ofHours(1), HOURS));
        for (int i = 0; i < history.length(); i++) take(history.timeOf(i), history.values()[i]);
        calibration.fit();
    }

    Optional<Anomaly> open() {
        return Optional.ofNullable(open);
    }

    /**
     * Takes a sample.
     *
     * @param value NaN also for what is told as strange by itself: an outage is no new rhythm
     * @param band where it should be, for what is told
     */
    void next(Instant time, double value, Band band) {
        if (!isNewHour(time)) {
            add(value);
            return;
        }
        double p = endOfHour(time);
        add(value);
        if (calibration.size() < WEEK) return;
        if (p > CALM) {
            strange = 0;
            bestP = 1;
            open = null;
            return;
        }
        strange = p <= opensAt ? strange + 1 : 0;
        bestP = Math.min(bestP, p);
        if (open == null && strange < NEEDED) return;
        Instant onset = open == null ? time.minusMillis(NEEDED * HOUR_MILLIS) : open.onset();
        open = describe(onset, time, value, band);
    }

    private void take(Instant time, double value) {
        if (isNewHour(time)) endOfHour(time);
        add(value);
    }

    private boolean isNewHour(Instant time) {
        return Math.floorDiv(time.toEpochMilli(), HOUR_MILLIS) != hour;
    }

    /** Tells of the hours that are over, gaps among them, and begins the one of this time. */
    private double endOfHour(Instant time) {
        long next = Math.floorDiv(time.toEpochMilli(), HOUR_MILLIS);
        double p = 1;
        long over = hour == Long.MIN_VALUE ? 0 : Math.clamp(next - hour, 0, WEEK);
        for (long i = 0; i < over; i++) {
            double score = rhythm.next(i == 0 && count > 0 ? sum / count : Double.NaN);
            p = calibration.p(score);
            if (open == null && lived++ > UNKNOWN) calibration.learn(score);
        }
        hour = next;
        sum = 0;
        count = 0;
        return Double.isNaN(p) ? 1 : p;
    }

    private void add(double value) {
        if (!Double.isFinite(value)) return;
        sum += value;
        count++;
    }

    private Anomaly describe(Instant onset, Instant now, double value, Band band) {
        return new Anomaly(
                metric,
                AnomalyKind.PERIODIC,
                onset,
                now,
                value,
                band,
                Sensitivity.score(Math.min(1, bestP * HOURS)),
                bestP,
                0,
                List.of("lost-season"),
                Reason.of(metric, AnomalyKind.PERIODIC, onset, value, band, 0));
    }
}
