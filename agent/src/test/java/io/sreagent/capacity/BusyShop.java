package io.sreagent.capacity;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Autoscaler;
import io.sreagent.contract.source.Ceiling;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import io.sreagent.contract.source.Workload;
import io.sreagent.contract.source.WorkloadSource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * A service with a busy noon and quiet weekends: 100 requests a second at night, 500 at noon, half
 * of it on weekends. A replica spends 1 % of its CPU on each request per second.
 */
public final class BusyShop implements MetricSource, WorkloadSource {
    static final Resource CHECKOUT = Resource.service("shop", "checkout");

    Instant begins = Instant.MIN;
    public double replicas = 8;
    public int available = 8;
    Instant scaledDownAt = Instant.MAX;
    boolean countsReplicas = true;
    public Optional<Ceiling> ceiling = Optional.empty();
    public Supplier<Optional<Autoscaler>> autoscaler = Optional::empty;
    private Instant latestAsked = Instant.MIN;

    static double load(Instant time) {
        var when = time.atZone(ZoneOffset.UTC);
        double hour = when.getHour() + when.getMinute() / 60.0;
        double day = 300 - 200 * Math.cos(2 * Math.PI * hour / 24);
        double noise = 1 + 0.02 * Math.sin(time.getEpochSecond() / 300 * 12.9898);
        return day * noise * (when.getDayOfWeek().getValue() >= 6 ? 0.5 : 1);
    }

    /** The latest moment that anybody asked about. */
    Instant latestAsked() {
        return latestAsked;
    }

    private double replicasAt(Instant time) {
        return time.isBefore(scaledDownAt) ? replicas : replicas / 2;
    }

    @Override
    public String name() {
        return "busy-shop";
    }

    @Override
    public Answer<List<Indicator>> indicators() {
        Indicator load = indicator("request_rate", Unit.PER_SECOND);
        Indicator cpu = indicator("cpu_utilisation", Unit.RATIO);
        Indicator replicated = indicator("replicas_wanted", Unit.COUNT);
        return Answer.complete(
                countsReplicas ? List.of(load, cpu, replicated) : List.of(load, cpu));
    }

    @Override
    public Answer<List<Series>> range(
            Indicator indicator, Instant from, Instant until, Duration step) {
        if (until.isAfter(latestAsked)) latestAsked = until;
        ToDoubleFunction<Instant> value =
                switch (indicator.name()) {
                    case "request_rate" -> BusyShop::load;
                    case "cpu_utilisation" -> time -> load(time) / replicasAt(time) / 100;
                    default -> this::replicasAt;
                };
        double[] values = new double[(int) (Duration.between(from, until).dividedBy(step)) + 1];
        for (int at = 0; at < values.length; at++) {
            Instant time = from.plus(step.multipliedBy(at));
            values[at] = time.isBefore(begins) ? Double.NaN : value.applyAsDouble(time);
        }
        Metric metric =
                new Metric(
                        indicator.name(),
                        CHECKOUT,
                        indicator.unit(),
                        Hurts.NEITHER,
                        indicator.query());
        return Answer.complete(List.of(new Series(metric, from, step, values)));
    }

    private static Indicator indicator(String name, Unit unit) {
        return new Indicator(
                name, name, unit, Hurts.NEITHER, Indicator.Scope.SERVICE, false, Double.NaN);
    }

    @Override
    public Answer<List<Workload>> workloads() {
        return Answer.complete(
                List.of(
                        new Workload(
                                new Target("Deployment", "shop", "checkout", "uid"),
                                List.of("checkout"),
                                Map.of(),
                                Map.of(),
                                (int) replicas,
                                available,
                                1,
                                List.of(),
                                List.of())));
    }

    @Override
    public Answer<Optional<Ceiling>> ceiling(Target workload) {
        return Answer.complete(ceiling);
    }

    @Override
    public Answer<Optional<Autoscaler>> autoscaler(Target workload) {
        return Answer.complete(autoscaler.get());
    }
}
