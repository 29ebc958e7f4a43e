package io.sreagent.perception;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A host that is watched since a minute ago, and may be broken in the ways hosts are. */
final class YoungHost implements MetricSource {
    static final Instant BORN = Instant.parse("2026-03-02T10:00:00Z");
    static final Duration STEP = Duration.ofSeconds(5);

    static final Indicator BUSY =
            new Indicator(
                    "node_cpu_busy",
                    "busy",
                    Unit.CORES,
                    Hurts.UP,
                    Indicator.Scope.NODE,
                    true,
                    Double.NaN,
                    0.5,
                    Double.NaN);
    static final Indicator FULL =
            new Indicator(
                    "node_filesystem_utilisation",
                    "full",
                    Unit.RATIO,
                    Hurts.UP,
                    Indicator.Scope.NODE,
                    true,
                    1.0,
                    0.02,
                    0.85);
    static final Indicator SCRAPES =
            new Indicator(
                    Watch.SCRAPES,
                    "up",
                    Unit.RATIO,
                    Hurts.DOWN,
                    Indicator.Scope.SERVICE,
                    true,
                    Double.NaN);

    private static final Instant NEVER = Instant.MAX;

    Instant burnsFrom = NEVER;
    Instant buildsFrom = NEVER;
    Instant halfFullFrom = NEVER;
    Instant fullFrom = NEVER;
    Instant unscrapedFrom = NEVER;
    Instant deafFrom = NEVER;
    Instant deafUntil = NEVER;

    /** Until then it tells what is, and not what was. */
    Instant forgetfulUntil = Instant.MIN;

    Duration scraped = STEP;
    int asked;
    private Instant now = BORN;

    Sighting lookAt(Watch watch, Instant time) {
        now = time;
        return watch.tick(time, metric -> List.of());
    }

    private boolean isDeaf(Instant time) {
        return !time.isBefore(deafFrom) && time.isBefore(deafUntil);
    }

    @Override
    public String name() {
        return "young-host";
    }

    @Override
    public Answer<List<Indicator>> indicators() {
        return Answer.complete(List.of(BUSY, FULL, SCRAPES));
    }

    @Override
    public Optional<Duration> sampleDistance() {
        return Optional.of(scraped);
    }

    @Override
    public Answer<List<Series>> range(
            Indicator indicator, Instant from, Instant until, Duration step) {
        asked++;
        boolean past = until.isBefore(now.minusSeconds(60));
        if (isDeaf(now) || past && now.isBefore(forgetfulUntil))
            return Answer.missing(List.of(), "it does not answer; is it running?");
        ToDoubleFunction<Instant> value =
                indicator.equals(BUSY)
                        ? this::busy
                        : indicator.equals(FULL) ? this::full : this::up;
        Resource resource =
                indicator.equals(SCRAPES)
                        ? new Resource(null, null, "machines", null, null, "machines")
                        : Resource.node("localhost");
        Metric metric =
                new Metric(
                        indicator.name(),
                        resource,
                        indicator.unit(),
                        indicator.hurts(),
                        indicator.query());
        List<Double> values = new ArrayList<>();
        for (Instant at = from; !at.isAfter(until); at = at.plus(step))
            values.add(at.isBefore(BORN) || isDeaf(at) ? Double.NaN : value.applyAsDouble(at));
        double[] array = values.stream().mapToDouble(Double::doubleValue).toArray();
        boolean known = Arrays.stream(array).anyMatch(v -> !Double.isNaN(v));
        return Answer.complete(known ? List.of(new Series(metric, from, step, array)) : List.of());
    }

    private double busy(Instant at) {
        if (!at.isBefore(unscrapedFrom)) return Double.NaN;
        double noise = Math.floorMod(at.getEpochSecond() * 7919, 100) / 1000.0;
        double start = at.isBefore(BORN.plusSeconds(55)) ? 0.13 : 0;
        return 0.02
                + noise / 2
                + start
                + 0.3 * sinceAMinute(buildsFrom, at)
                + sinceAMinute(burnsFrom, at);
    }

    /** What a rate over a minute shows of something that began: it climbs for as long. */
    private static double sinceAMinute(Instant from, Instant at) {
        if (at.isBefore(from)) return 0;
        return Math.min(1, Duration.between(from, at).toSeconds() / 60.0);
    }

    private double full(Instant at) {
        if (!at.isBefore(unscrapedFrom)) return Double.NaN;
        return !at.isBefore(fullFrom) ? 0.97 : !at.isBefore(halfFullFrom) ? 0.5 : 0;
    }

    private double up(Instant at) {
        return at.isBefore(unscrapedFrom) ? 1 : 0;
    }
}
