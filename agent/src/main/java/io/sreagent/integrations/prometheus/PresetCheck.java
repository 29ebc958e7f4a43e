package io.sreagent.integrations.prometheus;

import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.SelfCheck.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Says of each preset how many series of its probe there are, how many of them name a resource, and
 * which labels it lacks; of one that is not active, which metrics here have almost its name.
 */
final class PresetCheck {
    private static final Duration LOOK_BACK = Duration.ofMinutes(10);
    private static final int MOST_SERIES = 1_000;
    private static final int MOST_NEAR = 3;

    private final PrometheusMetricSource source;
    private final MetricIndex index;
    private final Instant now;

    PresetCheck(PrometheusMetricSource source, MetricIndex index, Instant now) {
        this.source = source;
        this.index = index;
        this.now = now;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Map<String, String> active = source.presets();
        for (Preset preset : source.catalogue()) {
            String window = active.get(preset.name());
            if (window != null) findings.add(active(preset, window));
        }
        List<Preset> others =
                source.catalogue().stream().filter(p -> !active.containsKey(p.name())).toList();
        if (!others.isEmpty()) findings.addAll(inactive(others));
        return findings;
    }

    private Finding active(Preset preset, String window) {
        String what = "preset " + preset.name();
        String head = "active, rates over " + window + "; ";
        try {
            List<Map<String, String>> series =
                    index.series(preset.probe(), now.minus(LOOK_BACK), now, MOST_SERIES);
            Indicator.Scope scope = scope(preset);
            long joined = series.stream().filter(labels -> source.names(labels, scope)).count();
            List<String> lacks = new ArrayList<>();
            if (joined < series.size()) lacks.addAll(missingParts(series, scope));
            lacks.addAll(missingLabels(preset));
            String count = series.size() < MOST_SERIES ? "%d" : "the first %d";
            String words =
                    head
                            + (count + " series of %s, %d joined to a resource")
                                    .formatted(series.size(), preset.probe(), joined);
            return lacks.isEmpty()
                    ? new Finding(what, true, words)
                    : new Finding(what, false, words + "\n" + String.join("\n", lacks));
        } catch (PrometheusTrouble trouble) {
            return new Finding(what, false, head + trouble.words());
        }
    }

    /** What most of its indicators are about, the whole system aside. */
    private static Indicator.Scope scope(Preset preset) {
        return preset.entries().stream()
                .map(entry -> entry.indicator().scope())
                .filter(scope -> scope != Indicator.Scope.SYSTEM)
                .findFirst()
                .orElse(Indicator.Scope.SYSTEM);
    }

    private List<String> missingParts(List<Map<String, String>> series, Indicator.Scope scope) {
        Map<String, String> lost =
                series.stream().filter(l -> !source.names(l, scope)).findFirst().orElseThrow();
        return source.missing(lost.keySet(), scope).stream()
                .map(part -> part + "; prometheus.labels maps labels of your own")
                .toList();
    }

    /** Labels its queries select by and a metric does not have: they would never find anything. */
    private List<String> missingLabels(Preset preset) throws PrometheusTrouble {
        Map<String, Map<String, Set<String>>> demanded = new LinkedHashMap<>();
        for (Preset.Entry entry : preset.entries()) {
            Indicator indicator = entry.indicator();
            Selectors.demandedBy(indicator.query())
                    .forEach(
                            (metric, labels) ->
                                    labels.forEach(
                                            label ->
                                                    demanded.computeIfAbsent(
                                                                    metric,
                                                                    first -> new LinkedHashMap<>())
                                                            .computeIfAbsent(
                                                                    label, first -> new TreeSet<>())
                                                            .add(indicator.name())));
        }
        List<String> missing = new ArrayList<>();
        for (var metric : demanded.entrySet()) {
            Set<String> there = index.labels(metric.getKey(), now.minus(LOOK_BACK), now);
            if (there.isEmpty()) continue; // no such series: its indicator says so itself
            metric.getValue()
                    .forEach(
                            (label, indicators) -> {
                                if (!there.contains(label))
                                    missing.add(
                                            "%s has no label %s, by which %s selects"
                                                    .formatted(
                                                            metric.getKey(),
                                                            label,
                                                            String.join(", ", indicators)));
                            });
        }
        return missing;
    }

    private List<Finding> inactive(List<Preset> presets) {
        List<Finding> findings = new ArrayList<>();
        List<String> plain = new ArrayList<>();
        try {
            Set<String> names = index.names();
            Set<String> unknown = new TreeSet<>(names);
            source.catalogue().forEach(preset -> unknown.remove(preset.probe()));
            Map<String, String> types = null;
            for (Preset preset : presets) {
                List<String> near = NearNames.to(preset.probe(), unknown, MOST_NEAR);
                if (near.isEmpty()) {
                    plain.add(preset.name());
                    continue;
                }
                if (types == null) types = index.types();
                findings.add(
                        new Finding(
                                "preset " + preset.name(),
                                true,
                                "not active: there is no %s here; near: %s"
                                        .formatted(preset.probe(), typed(near, types))));
            }
        } catch (PrometheusTrouble trouble) {
            findings.add(new Finding("metric names", false, trouble.words()));
        }
        if (!plain.isEmpty())
            findings.add(
                    new Finding(
                            "presets not active",
                            true,
                            "%s: nothing here exports their metrics"
                                    .formatted(String.join(", ", plain))));
        return findings;
    }

    private static String typed(List<String> names, Map<String, String> types) {
        List<String> words = new ArrayList<>();
        for (String name : names) {
            String family = name.replaceFirst("_(bucket|count|sum)$", "");
            String type = types.getOrDefault(name, types.getOrDefault(family, ""));
            words.add(type.isEmpty() ? name : name + " (" + type + ")");
        }
        return String.join(", ", words);
    }
}
