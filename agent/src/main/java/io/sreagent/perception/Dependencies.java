package io.sreagent.perception;

import io.quarkus.arc.All;
import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.cause.DependencyGraph.Edge;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.DependencySource;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who calls whom, as the callers' own metrics tell, the platform's settings and a file say, and who
 * runs where. Measured calls are remembered for a day, so that a dependency that is down, and hence
 * no longer called, keeps its place.
 */
@Singleton
public final class Dependencies {
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration LOOK_BACK = Duration.ofHours(1);
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /**
     * A call somebody counted is real; that its labels name the right two is a little less sure.
     */
    private static final double MEASURED = 0.9;

    /** One source's word that one thing needs another, and when it last said so. */
    public record Told(Edge edge, Instant seen) {
        String pair() {
            return edge.caller().id() + " > " + edge.callee().id();
        }
    }

    private final List<MetricSource> metrics;
    private final List<DependencySource> sources;
    private final Map<String, Told> measured = new LinkedHashMap<>();
    private final Map<String, List<Told>> stated = new LinkedHashMap<>();
    private List<String> troubles = List.of();
    private Instant refreshed = Instant.MIN;

    public Dependencies(@All List<MetricSource> metrics, @All List<DependencySource> sources) {
        this.metrics = metrics;
        this.sources = sources;
    }

    /** Each pair once, by the source that is surest of it. */
    public synchronized DependencyGraph graph(Instant now) {
        Map<String, Edge> surest = new LinkedHashMap<>();
        for (Told told : told(now))
            surest.merge(
                    told.pair(),
                    told.edge(),
                    (one, other) -> one.confidence() >= other.confidence() ? one : other);
        return new DependencyGraph(List.copyOf(surest.values()));
    }

    /** All that is known, each source's word of its own. */
    public synchronized List<Told> told(Instant now) {
        if (refreshed.isBefore(now.minus(REFRESH))) {
            refresh(now);
            refreshed = now;
        }
        List<Told> all = new ArrayList<>(measured.values());
        stated.values().forEach(all::addAll);
        return List.copyOf(all);
    }

    /** What could not be asked when it was last tried, each with the way out. */
    public synchronized List<String> troubles() {
        return troubles;
    }

    private void refresh(Instant now) {
        List<String> missing = new ArrayList<>();
        for (MetricSource source : metrics) measure(source, now);
        measured.values()
                .removeIf(told -> told.seen().isBefore(now.minus(remembered(told.edge()))));
        for (DependencySource source : sources) {
            Answer<List<Edge>> answer = source.dependencies();
            missing.addAll(answer.troubles());
            // One that cannot tell just now has not taken back what it said.
            if (answer.isComplete() || !answer.value().isEmpty())
                stated.put(
                        source.name(),
                        answer.value().stream().map(edge -> new Told(edge, now)).toList());
        }
        troubles = List.copyOf(missing);
    }

    private void measure(MetricSource source, Instant now) {
        Instant at = Series.onGrid(now, REFRESH);
        for (Indicator indicator : source.indicators().value()) {
            switch (indicator.scope()) {
                case EDGE ->
                        source.range(indicator, at.minus(LOOK_BACK), at, REFRESH)
                                .value()
                                .forEach(this::call);
                case PLACEMENT ->
                        source.range(indicator, at, at, REFRESH)
                                .value()
                                .forEach(series -> placement(series, now));
                case SYSTEM, SERVICE, WORKLOAD, POD, NODE -> {}
            }
        }
    }

    /** What runs on a node now says nothing of tomorrow; a call does. */
    private static Duration remembered(Edge edge) {
        return edge.callee().namesNode() ? REFRESH : REMEMBERED;
    }

    /** A workload needs its node as a caller needs its callee. */
    private void placement(Series series, Instant now) {
        Resource resource = series.metric().resource();
        String node = resource.node();
        if (node == null || series.present() == 0) return;
        measured(new Edge(resource.owner(), Resource.node(node), 1, "placement"), now);
    }

    private void call(Series series) {
        int last = series.length() - 1;
        while (last >= 0 && Double.isNaN(series.values()[last])) last--;
        if (last < 0) return;
        Instant seen = series.timeOf(last);
        String name = series.metric().name();
        Resource callee = series.metric().resource().owner();
        Indicator.qualifier(name, "caller")
                .map(Resource::named)
                .filter(caller -> !caller.id().equals(callee.id()))
                .ifPresent(caller -> measured(new Edge(caller, callee, MEASURED, "metrics"), seen));
    }

    private void measured(Edge edge, Instant seen) {
        Told told = new Told(edge, seen);
        measured.merge(
                told.pair(), told, (old, one) -> one.seen().isBefore(old.seen()) ? old : one);
    }
}
