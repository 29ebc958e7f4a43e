package io.sreagent.pipeline;

import io.sreagent.perception.Reading;
import io.sreagent.perception.Watch;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the indicator that opened an incident is back in its band, and since when. */
@Singleton
final class Recovery {
    /** A sample or two may be late. */
    private static final int FRESH_STEPS = 3;

    private final Watch watch;
    private final InstantSource clock;

    Recovery(Watch watch, InstantSource clock) {
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * Start of the run of good samples that lasts until now.
     *
     * @param samples how many there must be in a row; a gap ends a run, old or no data prove
     *     nothing
     * @param from older samples do not count
     */
    Optional<Instant> goodSince(String metricId, Instant from, int samples) {
        List<Reading> readings = watch.readings(metricId, from);
        if (!isFresh(readings)) return Optional.empty();
        int first = readings.size();
        while (first > 0 && readings.get(first - 1).isGood()) first--;
        return readings.size() - first < samples
                ? Optional.empty()
                : Optional.of(readings.get(first).time());
    }

    /** Whether anything is known of it by now, good or bad. */
    boolean isSeen(String metricId, Instant from) {
        return isFresh(watch.readings(metricId, from));
    }

    private boolean isFresh(List<Reading> readings) {
        Instant oldest = clock.instant().minus(watch.step().multipliedBy(FRESH_STEPS));
        return readings.stream()
                .anyMatch(
                        reading ->
                                !Double.isNaN(reading.value()) && !reading.time().isBefore(oldest));
    }

    /** One line for people: the newest sample against its band. */
    String newest(String metricId, Instant from) {
        List<Reading> readings = watch.readings(metricId, from);
        if (readings.isEmpty()) return "no fresh sample of " + metricId;
        Reading last = readings.getLast();
        return String.format(
                Locale.ROOT, "%s is %.4g, expected %s", metricId, last.value(), expected(last));
    }

    /** The side that does no harm has no limit. */
    private static String expected(Reading reading) {
        double lower = reading.expected().lower();
        double upper = reading.expected().upper();
        return switch (reading.hurts()) {
            case UP -> String.format(Locale.ROOT, "at most %.4g", upper);
            case DOWN -> String.format(Locale.ROOT, "at least %.4g", lower);
            case BOTH, NEITHER -> String.format(Locale.ROOT, "%.4g to %.4g", lower, upper);
        };
    }
}
