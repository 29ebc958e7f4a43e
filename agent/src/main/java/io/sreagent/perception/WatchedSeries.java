package io.sreagent.perception;

import io.sreagent.analysis.detect.SeriesWatch;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.contract.source.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** One series under watch with its last hours. */
final class WatchedSeries {
    /** The longest life of an incident that is verified. */
    private static final Duration KEPT = Duration.ofHours(8);

    private final Indicator indicator;
    private SeriesWatch watch;
    private final Deque<Reading> readings = new ArrayDeque<>();
    private Instant lastSeen;
    private Instant lastStrange;
    private Instant unseenUntil = Instant.MIN;

    WatchedSeries(Indicator indicator, SeriesWatch watch, Instant since) {
        this.indicator = indicator;
        this.watch = watch;
        this.lastSeen = since;
        this.lastStrange = since;
    }

    /** Goes on with what was learned anew; what was read stays. */
    void relearned(SeriesWatch anew) {
        watch = anew;
    }

    Indicator indicator() {
        return indicator;
    }

    SeriesWatch watch() {
        return watch;
    }

    Instant lastSeen() {
        return lastSeen;
    }

    /** When an anomaly was open last; before that, since when it is watched. */
    Instant lastStrange() {
        return lastStrange;
    }

    /** Takes the samples not taken yet. */
    void take(Series fresh) {
        for (int i = 0; i < fresh.length(); i++) take(fresh.timeOf(i), fresh.values()[i]);
    }

    void take(Instant time, double value) {
        Reading last = readings.peekLast();
        if (last != null && !time.isAfter(last.time())) return;
        if (Double.isNaN(value) && !time.isAfter(unseenUntil)) return;
        // The band is asked before the sample may teach it anything.
        readings.addLast(new Reading(time, value, watch.bandAt(time), watch.metric().hurts()));
        while (readings.getFirst().time().isBefore(time.minus(KEPT))) readings.removeFirst();
        if (!Double.isNaN(value)) lastSeen = time;
        if (watch.next(time, value).isPresent()) lastStrange = time;
    }

    /** Nobody could look until then: what was missed is neither there nor gone. */
    void skipTo(Instant time) {
        watch.skipTo(time);
        if (time.isAfter(unseenUntil)) unseenUntil = time;
    }

    /** Whether the last sample taken is out of its band on the side that does harm. */
    boolean isBad() {
        Reading last = readings.peekLast();
        return last != null && !Double.isNaN(last.value()) && !last.isGood();
    }

    Optional<Anomaly> open() {
        return watch.open();
    }

    List<Reading> since(Instant from) {
        return readings.stream().filter(reading -> !reading.time().isBefore(from)).toList();
    }
}
