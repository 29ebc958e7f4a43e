package io.sreagent.integrations.prometheus;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.SelfCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says whether Prometheus answers, which presets it feeds and what they lack, and how many series
 * of each indicator joined.
 */
@Singleton
public final class PrometheusCheck implements SelfCheck {
    private static final Duration MOST_SKEW = Duration.ofSeconds(5);

    private final PrometheusMetricSource source;
    private final InstantSource clock;

    @Inject
    public PrometheusCheck(PrometheusMetricSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<Finding> check() {
        Optional<PrometheusApi> api = source.api();
        if (api.isEmpty()) {
            return List.of(
                    new Finding(
                            "connection",
                            true,
                            "not configured; prometheus.url (or PROMETHEUS_URL) sets it"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(connection(api.get()));
        Answer<List<Indicator>> indicators = source.indicators();
        indicators.troubles().forEach(t -> findings.add(new Finding("catalogue", false, t)));
        findings.addAll(
                new PresetCheck(source, new MetricIndex(api.get()), clock.instant()).findings());
        indicators.value().forEach(indicator -> findings.add(joined(indicator)));
        api.get()
                .skew()
                .measured()
                .ifPresent(
                        skew ->
                                findings.add(
                                        new Finding(
                                                "clock",
                                                skew.abs().compareTo(MOST_SKEW) <= 0,
                                                "%.1f s ahead of ours"
                                                        .formatted(skew.toMillis() / 1e3))));
        return List.copyOf(findings);
    }

    private Finding connection(PrometheusApi api) {
        try {
            String version = api.buildInfo().path("version").asText("an unknown version");
            return new Finding("connection", true, source.url() + ", version " + version);
        } catch (PrometheusTrouble trouble) {
            return new Finding("connection", false, trouble.words());
        }
    }

    private Finding joined(Indicator indicator) {
        Instant now = clock.instant();
        Answer<List<Series>> answer =
                source.range(indicator, now.minusSeconds(300), now, Duration.ofMinutes(1));
        String what = "indicator " + indicator.name();
        if (!answer.isComplete()) {
            return new Finding(what, false, String.join("; ", answer.troubles()));
        }
        List<Series> lost =
                answer.value().stream()
                        .filter(series -> !isNamed(series.metric().resource(), indicator))
                        .toList();
        int count = answer.value().size();
        if (count == 0) {
            return new Finding(what, true, "no series: nothing here exports it");
        }
        String joined = "%d series, %d joined to a resource".formatted(count, count - lost.size());
        return lost.isEmpty()
                ? new Finding(what, true, joined)
                : new Finding(
                        what,
                        false,
                        joined
                                + "; not joined: "
                                + lost.getFirst().metric().query()
                                + ". prometheus.labels maps labels of your own.");
    }

    private static boolean isNamed(Resource resource, Indicator indicator) {
        return indicator.scope() == Indicator.Scope.SYSTEM || !resource.id().equals("-");
    }
}
