package io.sreagent.perception;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.Indicator.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an anomaly is worth, as the catalogue sees it. */
class SightingTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void what_the_catalogue_calls_a_service_level_users_feel() {
        assertThat(
                        sees(indicator("latency_p99", Scope.SERVICE, true, Double.NaN))
                                .isServiceLevel(shift("latency_p99", 2)))
                .isTrue();
        assertThat(
                        sees(indicator("memory", Scope.POD, false, Double.NaN))
                                .isServiceLevel(shift("memory", 2)))
                .isFalse();
    }

    @Test
    void what_is_in_no_catalogue_any_more_nobody_feels() {
        assertThat(
                        sees(indicator("latency_p99", Scope.SERVICE, true, Double.NaN))
                                .isServiceLevel(shift("latency_p50", 2)))
                .isFalse();
    }

    @Test
    void one_of_several_series_is_known_by_the_name_before_its_qualifiers() {
        Sighting sighting = sees(indicator("filesystem", Scope.NODE, true, Double.NaN));

        assertThat(sighting.isServiceLevel(shift("filesystem{mountpoint=\"/data\"}", 0.9)))
                .isTrue();
    }

    @Test
    void it_counts_from_the_level_on_where_harm_begins() {
        Sighting sighting = sees(indicator("filesystem", Scope.NODE, true, 0.85));

        assertThat(sighting.isServiceLevel(shift("filesystem", 0.84))).isFalse();
        assertThat(sighting.isServiceLevel(shift("filesystem", 0.85))).isTrue();
    }

    @Test
    void what_is_gone_counts_whatever_its_last_level_was() {
        Sighting sighting = sees(indicator("filesystem", Scope.NODE, true, 0.85));

        assertThat(sighting.isServiceLevel(gone("filesystem"))).isTrue();
    }

    @Test
    void a_host_stands_alone_with_its_own_trouble_but_not_when_it_is_gone() {
        Sighting host = sees(indicator("filesystem", Scope.NODE, true, Double.NaN));
        Sighting service = sees(indicator("latency_p99", Scope.SERVICE, true, Double.NaN));
        Sighting evidence = sees(indicator("node_load", Scope.NODE, false, Double.NaN));

        assertThat(host.standsAlone(shift("filesystem", 0.9))).isTrue();
        assertThat(host.standsAlone(gone("filesystem"))).isFalse();
        assertThat(service.standsAlone(shift("latency_p99", 2))).isFalse();
        assertThat(evidence.standsAlone(shift("node_load", 20))).isFalse();
    }

    private static Indicator indicator(
            String name, Scope scope, boolean serviceLevel, double harmful) {
        return new Indicator(
                name,
                name,
                Unit.RATIO,
                Hurts.UP,
                scope,
                serviceLevel,
                Double.NaN,
                Double.NaN,
                harmful);
    }

    private static Sighting sees(Indicator indicator) {
        return new Sighting(
                NOW, List.of(), Map.of(indicator.name(), indicator), 1, false, List.of());
    }

    private static Anomaly shift(String metric, double value) {
        return anomaly(metric, value, AnomalyKind.LEVEL_SHIFT);
    }

    private static Anomaly gone(String metric) {
        return anomaly(metric, Double.NaN, AnomalyKind.ABSENCE);
    }

    private static Anomaly anomaly(String metric, double value, AnomalyKind kind) {
        return new Anomaly(
                new Metric(metric, Resource.node("n1"), Unit.RATIO, Hurts.UP, metric),
                kind,
                NOW,
                NOW,
                value,
                new Band(0, 0.1, 0.2),
                0.9,
                0.01,
                8,
                List.of("test"),
                new Words("it rose", "上升"));
    }
}
