package io.sreagent.cognition;

import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.cause.DependencyGraph.Edge;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.contract.source.Indicator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What surrounds the suspects of a diagnosis, for people to look at: who calls whom there, and
 * which of their metrics move together. It carries no weight.
 *
 * @param calls among the places on the ways of the first suspects and those next to them
 * @param metrics ids of the metrics compared, in the order of the suspects
 * @param correlations of every pair of them that could be compared
 */
public record Surroundings(List<Call> calls, List<String> metrics, List<Correlation> correlations) {
    private static final int SUSPECTS = 5;
    private static final int PLACES = 24;
    private static final int METRICS = 12;
    private static final int METRICS_OF_ONE = 4;

    /**
     * One dependency between two of the places, by their ids.
     *
     * @param source what told of it
     */
    public record Call(String caller, String callee, double confidence, String source) {}

    public Surroundings {
        calls = List.copyOf(calls);
        metrics = List.copyOf(metrics);
        correlations = List.copyOf(correlations);
    }

    public static Surroundings of(Facts facts, Diagnosis diagnosis) {
        List<Hypothesis> suspects = diagnosis.hypotheses().stream().limit(SUSPECTS).toList();
        List<Series> compared = compared(facts.facts().metrics(), suspects);
        return new Surroundings(
                calls(facts.facts().graph(), suspects),
                compared.stream().map(series -> series.metric().id()).toList(),
                Correlation.strongest(compared, 0));
    }

    private static List<Call> calls(DependencyGraph graph, List<Hypothesis> suspects) {
        Set<String> on = new LinkedHashSet<>();
        for (Hypothesis each : suspects) each.path().forEach(place -> on.add(place.owner().id()));
        Set<String> shown = new LinkedHashSet<>(on);
        for (Edge edge : graph.edges()) {
            // What runs beside it on a node is another story unless the node itself is suspect.
            if (edge.callee().namesNode()) continue;
            if (on.contains(edge.caller().id())) shown.add(edge.callee().id());
            if (on.contains(edge.callee().id())) shown.add(edge.caller().id());
        }
        Set<String> places = new LinkedHashSet<>(shown.stream().limit(PLACES).toList());
        return graph.edges().stream()
                .filter(edge -> places.contains(edge.caller().id()))
                .filter(edge -> places.contains(edge.callee().id()))
                .map(Surroundings::call)
                .toList();
    }

    private static Call call(Edge edge) {
        return new Call(edge.caller().id(), edge.callee().id(), edge.confidence(), edge.source());
    }

    /** A few of each suspect, and of the places on its way; those first that can do harm. */
    private static List<Series> compared(List<Series> all, List<Hypothesis> suspects) {
        Set<String> places = new LinkedHashSet<>();
        for (Hypothesis each : suspects) places.add(each.candidate().resource().owner().id());
        for (Hypothesis each : suspects)
            for (Resource place : each.path()) places.add(place.owner().id());
        List<Series> compared = new ArrayList<>();
        for (String place : places)
            metricsOf(place, all).stream()
                    .limit(Math.min(METRICS_OF_ONE, METRICS - compared.size()))
                    .forEach(compared::add);
        return compared;
    }

    /** One series a metric: that of the first pod, and none that only one caller sees. */
    private static Collection<Series> metricsOf(String place, List<Series> all) {
        Map<String, Series> first = new LinkedHashMap<>();
        all.stream()
                .filter(series -> series.metric().resource().owner().id().equals(place))
                .filter(series -> series.present() > 0)
                .filter(series -> Indicator.qualifier(name(series), "caller").isEmpty())
                .sorted(Comparator.comparing(series -> series.metric().hurts() == Hurts.NEITHER))
                .forEach(series -> first.putIfAbsent(Indicator.base(name(series)), series));
        return first.values();
    }

    private static String name(Series series) {
        return series.metric().name();
    }
}
