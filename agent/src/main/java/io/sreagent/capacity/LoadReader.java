package io.sreagent.capacity;

import io.quarkus.arc.All;
import io.sreagent.analysis.capacity.Observation;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a service's load, replicas, CPU and latency from the metric sources, in the catalogue's
 * words. They join by namespace and name: a workload serves under its own name.
 */
@Singleton
public final class LoadReader {
    static final Duration STEP = Duration.ofMinutes(5);

    private static final String LOAD = "request_rate";
    private static final String REPLICAS = "replicas_wanted";
    private static final String CPU = "cpu_utilisation";
    private static final String LATENCY = "latency_p95";

    private final List<MetricSource> sources;

    public LoadReader(@All List<MetricSource> sources) {
        this.sources = sources;
    }

    /**
     * @param service {@code namespace/name} or a name; null for the one with the most load
     * @param until what came later is not read
     * @return empty when no source counts requests of such a service
     */
    Optional<LoadHistory> read(@Nullable String service, Instant until, Duration past) {
        Instant end =
                Instant.ofEpochSecond(
                        Math.floorDiv(until.getEpochSecond(), STEP.toSeconds()) * STEP.toSeconds());
        Instant from = end.minus(past);
        List<String> troubles = new ArrayList<>();
        Optional<Series> found =
                all(LOAD, from, end, troubles).stream()
                        .filter(series -> series.present() > 0)
                        .filter(
                                series ->
                                        service == null
                                                || isCalled(series.metric().resource(), service))
                        .max(Comparator.comparingDouble(LoadReader::total));
        return found.map(
                load -> {
                    Resource resource = load.metric().resource();
                    Series none = nothing(load);
                    Series replicas = of(resource, REPLICAS, from, end, troubles).orElse(none);
                    Series cpu = of(resource, CPU, from, end, troubles).orElse(none);
                    Series latency = of(resource, LATENCY, from, end, troubles).orElse(none);
                    return new LoadHistory(
                            resource,
                            begun(load),
                            observations(load, replicas, cpu, latency),
                            running(replicas),
                            lastReduction(replicas),
                            troubles.stream().distinct().toList());
                });
    }

    /** A service's load in the last minutes, oldest first; gaps are NaN, empty when unknown. */
    double[] minutes(Resource service, Instant until, int count) {
        Duration minute = Duration.ofMinutes(1);
        Instant end = Series.onGrid(until, minute);
        Instant from = end.minus(minute.multipliedBy(count - 1L));
        return all(LOAD, from, end, minute, new ArrayList<>()).stream()
                .filter(series -> isSame(service, series.metric().resource()))
                .findFirst()
                .map(Series::values)
                .orElse(new double[0]);
    }

    private List<Series> all(String name, Instant from, Instant until, List<String> troubles) {
        return all(name, from, until, STEP, troubles);
    }

    private List<Series> all(
            String name, Instant from, Instant until, Duration step, List<String> troubles) {
        List<Series> all = new ArrayList<>();
        for (MetricSource source : sources) {
            Answer<List<Indicator>> catalogue = source.indicators();
            troubles.addAll(catalogue.troubles());
            for (Indicator indicator : catalogue.value()) {
                if (!indicator.name().equals(name)) continue;
                Answer<List<Series>> answer = source.range(indicator, from, until, step);
                troubles.addAll(answer.troubles());
                all.addAll(answer.value());
            }
        }
        return all;
    }

    private Optional<Series> of(
            Resource of, String name, Instant from, Instant until, List<String> troubles) {
        return all(name, from, until, troubles).stream()
                .filter(series -> isSame(of, series.metric().resource()))
                .findFirst();
    }

    private static boolean isCalled(Resource resource, String name) {
        return resource.id().equals(name) || name.equals(resource.name());
    }

    private static boolean isSame(Resource a, Resource b) {
        return Objects.equals(a.namespace(), b.namespace()) && Objects.equals(a.name(), b.name());
    }

    private static double total(Series series) {
        double total = 0;
        for (double value : series.values()) if (!Double.isNaN(value)) total += value;
        return total;
    }

    private static Series nothing(Series like) {
        double[] gaps = new double[like.length()];
        java.util.Arrays.fill(gaps, Double.NaN);
        return new Series(like.metric(), like.start(), like.step(), gaps);
    }

    /** From its first value on: before a service began, it had no load to learn from. */
    private static Series begun(Series series) {
        int first = 0;
        while (Double.isNaN(series.values()[first])) first++;
        return series.between(series.timeOf(first), series.timeOf(series.length()));
    }

    private static List<Observation> observations(
            Series load, Series replicas, Series cpu, Series latency) {
        List<Observation> observations = new ArrayList<>();
        for (int at = 0; at < load.length(); at++) {
            Instant time = load.timeOf(at);
            double qps = load.values()[at];
            double running = value(replicas, time);
            if (Double.isNaN(qps) || Double.isNaN(running)) continue;
            observations.add(new Observation(qps, running, value(cpu, time), value(latency, time)));
        }
        return observations;
    }

    private static double value(Series series, Instant time) {
        int at = series.indexAt(time);
        return at < 0 || !series.timeOf(at).equals(time) ? Double.NaN : series.values()[at];
    }

    private static int running(Series replicas) {
        for (int at = replicas.length() - 1; at >= 0; at--)
            if (!Double.isNaN(replicas.values()[at])) return (int) replicas.values()[at];
        return 0;
    }

    private static Instant lastReduction(Series replicas) {
        double later = Double.NaN;
        for (int at = replicas.length() - 1; at >= 0; at--) {
            double value = replicas.values()[at];
            if (Double.isNaN(value)) continue;
            if (value > later) return replicas.timeOf(at + 1);
            later = value;
        }
        return Instant.MIN;
    }
}
