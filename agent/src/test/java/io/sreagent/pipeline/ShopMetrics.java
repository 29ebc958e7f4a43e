package io.sreagent.pipeline;

import static java.util.Objects.requireNonNull;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What a small shop measures: levels that change when a test says so, and a little noise. */
final class ShopMetrics implements MetricSource {
    static final Indicator LATENCY =
            indicator("latency_p99", Unit.SECONDS, Indicator.Scope.SERVICE, true, Double.NaN);
    static final Indicator MEMORY =
            indicator("memory_utilisation", Unit.RATIO, Indicator.Scope.POD, false, 1.0);
    static final Indicator DISK =
            indicator(
                    "node_filesystem_utilisation",
                    Unit.RATIO,
                    Indicator.Scope.NODE,
                    true,
                    Double.NaN);
    static final Indicator LOAD =
            new Indicator(
                    "request_rate",
                    "request_rate",
                    Unit.PER_SECOND,
                    Hurts.NEITHER,
                    Indicator.Scope.SERVICE,
                    false,
                    Double.NaN);

    private record Line(Metric metric, NavigableMap<Instant, Double> levels) {
        double at(Instant time) {
            double noise = Math.floorMod(time.getEpochSecond() / 60 * 7919, 101) / 101.0 - 0.5;
            return requireNonNull(levels.floorEntry(time)).getValue() * (1 + 0.04 * noise);
        }
    }

    private final Map<Indicator, Map<String, Line>> lines = new LinkedHashMap<>();

    /** While it is set, nothing is answered. */
    boolean deaf;

    private static Indicator indicator(
            String name, Unit unit, Indicator.Scope scope, boolean serviceLevel, double limit) {
        return new Indicator(name, name, unit, Hurts.UP, scope, serviceLevel, limit);
    }

    static Metric metric(Indicator indicator, Resource resource) {
        return new Metric(
                indicator.name(), resource, indicator.unit(), indicator.hurts(), indicator.query());
    }

    ShopMetrics has(Indicator indicator, Resource resource, double level) {
        Line line = new Line(metric(indicator, resource), new TreeMap<>());
        line.levels().put(Instant.MIN, level);
        lines.computeIfAbsent(indicator, i -> new LinkedHashMap<>()).put(resource.id(), line);
        return this;
    }

    /**
     * @param level from then on; NaN when nothing comes any more
     */
    void become(Indicator indicator, Resource resource, Instant from, double level) {
        Line line = lines.getOrDefault(indicator, Map.of()).get(resource.id());
        if (line == null) throw new IllegalArgumentException(indicator + " of " + resource);
        line.levels().put(from, level);
    }

    @Override
    public String name() {
        return "shop-metrics";
    }

    @Override
    public Answer<List<Indicator>> indicators() {
        return Answer.complete(List.copyOf(lines.keySet()));
    }

    @Override
    public Answer<List<Series>> range(
            Indicator indicator, Instant from, Instant until, Duration step) {
        if (deaf) return Answer.missing(List.of(), "shop-metrics does not answer; is it running?");
        List<Series> found = new ArrayList<>();
        for (Line line : lines.getOrDefault(indicator, Map.of()).values()) {
            double[] values = new double[(int) (Duration.between(from, until).dividedBy(step)) + 1];
            Arrays.setAll(values, i -> line.at(from.plus(step.multipliedBy(i))));
            if (Arrays.stream(values).anyMatch(value -> !Double.isNaN(value)))
                found.add(new Series(line.metric(), from, step, values));
        }
        return Answer.complete(found);
    }
}
