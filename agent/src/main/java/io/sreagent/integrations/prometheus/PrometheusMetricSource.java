package io.sreagent.integrations.prometheus;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import io.sreagent.contract.yaml.Mistakes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Series out of Prometheus. Without an address it is silent: nothing is missing then. */
@Singleton
public final class PrometheusMetricSource implements MetricSource {

    /** All that is there once an address is known. */
    private record Reach(PrometheusApi api, ActivePresets presets, String url) {}

    private final @Nullable Reach reach;
    private final LabelMap labels;
    private final RangeCache cache;

    @Inject
    public PrometheusMetricSource(PrometheusSettings settings, InstantSource clock)
            throws Mistakes {
        this(settings, clock, PrometheusApi.Patience.USUAL);
    }

    PrometheusMetricSource(
            PrometheusSettings settings, InstantSource clock, PrometheusApi.Patience patience)
            throws Mistakes {
        this.labels = new LabelMap(settings.labels());
        this.cache = new RangeCache(clock, Duration.ofSeconds(settings.cacheSeconds()));
        Optional<String> url =
                settings.url().or(() -> settings.host().map(PrometheusMetricSource::onUsualPort));
        if (url.isEmpty()) {
            this.reach = null;
            return;
        }
        PrometheusConnection connection = new PrometheusConnection(settings, url.get());
        PrometheusApi api = new PrometheusApi(connection, settings, clock, patience);
        Catalogue catalogue =
                settings.catalogue().isPresent()
                        ? Catalogue.read(Path.of(settings.catalogue().get()))
                        : Catalogue.shipped();
        this.reach =
                new Reach(
                        api,
                        new ActivePresets(catalogue, api, clock, settings.rateWindow()),
                        connection.shownUrl());
    }

    @Override
    public String name() {
        return "prometheus";
    }

    @Override
    public Answer<List<Indicator>> indicators() {
        return reach == null ? Answer.complete(List.of()) : reach.presets.indicators();
    }

    @Override
    public Optional<Duration> sampleDistance() {
        return reach == null ? Optional.empty() : reach.presets.sampleDistance();
    }

    @Override
    public Answer<List<Series>> range(
            Indicator indicator, Instant from, Instant until, Duration step) {
        if (step.toMillis() < 1000) {
            throw new IllegalArgumentException("step under one second: " + step);
        }
        if (reach == null) return Answer.complete(List.of());
        if (until.isBefore(from)) return Answer.complete(List.of());
        long length = Duration.between(from, until).toMillis() / step.toMillis() + 1;
        if (length > 10_000_000) {
            throw new IllegalArgumentException(length + " points; ask for a longer step");
        }
        try {
            QueryAnswer answer = whole(reach.api, indicator.query(), from, (int) length, step);
            return new Answer<>(series(indicator, answer.series(), from, step), answer.warnings());
        } catch (PrometheusTrouble trouble) {
            return Answer.missing(
                    List.of(), "indicator " + indicator.name() + ": " + trouble.words());
        }
    }

    /** For {@code doctor}; empty when no address is set. */
    Optional<PrometheusApi> api() {
        return Optional.ofNullable(reach).map(Reach::api);
    }

    Map<String, String> presets() {
        return reach == null ? Map.of() : reach.presets.windows();
    }

    /** All presets, active or not. */
    List<Preset> catalogue() {
        return reach == null ? List.of() : reach.presets.catalogue();
    }

    /** Whether labels say what a series is about. */
    boolean names(Map<String, String> of, Indicator.Scope scope) {
        return switch (scope) {
            case SYSTEM -> true;
            // A call without its ends is still given names, such as "unknown".
            case EDGE -> labels.missing(of.keySet(), scope).isEmpty();
            case SERVICE, WORKLOAD, POD, NODE, PLACEMENT ->
                    !labels.name(of, scope).resource().id().equals("-");
        };
    }

    /** Parts of a resource that none of these labels names, each as a sentence. */
    List<String> missing(Set<String> of, Indicator.Scope scope) {
        return labels.missing(of, scope);
    }

    String url() {
        return reach == null ? "" : reach.url;
    }

    private QueryAnswer whole(
            PrometheusApi api, String query, Instant from, int length, Duration step)
            throws PrometheusTrouble {
        RangeCache.Key key = new RangeCache.Key(query, from, length, step);
        QueryAnswer known = cache.get(key);
        if (known != null) return known;
        QueryAnswer answer = asked(api, query, from, length, step);
        cache.put(key, answer);
        return answer;
    }

    private static QueryAnswer asked(
            PrometheusApi api, String query, Instant from, int length, Duration step)
            throws PrometheusTrouble {
        if (length <= PrometheusApi.MOST_POINTS) return api.range(query, from, length, step);
        Map<Map<String, String>, double[]> joined = new LinkedHashMap<>();
        Set<String> warnings = new LinkedHashSet<>();
        for (int first = 0; first < length; first += PrometheusApi.MOST_POINTS) {
            int count = Math.min(PrometheusApi.MOST_POINTS, length - first);
            QueryAnswer part = api.range(query, from.plus(step.multipliedBy(first)), count, step);
            warnings.addAll(part.warnings());
            for (RawSeries series : part.series()) {
                double[] all = joined.computeIfAbsent(series.labels(), labels -> gaps(length));
                System.arraycopy(series.values(), 0, all, first, count);
            }
        }
        List<RawSeries> series = new ArrayList<>();
        joined.forEach((labels, values) -> series.add(new RawSeries(labels, values)));
        return new QueryAnswer(series, List.copyOf(warnings));
    }

    /**
     * One series per metric and resource. Where labels that name nothing tell two apart that the
     * resource does not (a pod scraped twice), the fuller one counts and fills from the other.
     */
    private List<Series> series(
            Indicator indicator, List<RawSeries> raw, Instant from, Duration step) {
        Map<String, Series> byMetric = new LinkedHashMap<>();
        for (RawSeries one : raw) {
            LabelMap.Named named = labels.name(one.labels(), indicator.scope());
            Metric metric =
                    new Metric(
                            Indicator.qualified(indicator.name(), named.qualifiers()),
                            named.resource(),
                            indicator.unit(),
                            indicator.hurts(),
                            ExactQuery.of(indicator.query(), one.labels()));
            byMetric.merge(
                    metric.id(),
                    new Series(metric, from, step, one.values()),
                    PrometheusMetricSource::fuller);
        }
        return List.copyOf(byMetric.values());
    }

    private static Series fuller(Series a, Series b) {
        if (b.present() > a.present()) return filled(b, a);
        return filled(a, b);
    }

    private static Series filled(Series more, Series less) {
        double[] values = more.values().clone();
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) values[i] = less.values()[i];
        }
        return new Series(more.metric(), more.start(), more.step(), values);
    }

    private static double[] gaps(int length) {
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    private static String onUsualPort(String host) {
        return host.contains("://") || host.matches(".*:[0-9]+") ? host : host + ":9090";
    }
}
