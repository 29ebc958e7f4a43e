package io.sreagent.perception;

import io.quarkus.arc.All;
import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.cause.DependencyGraph.Edge;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who calls whom, as the callers' own metrics tell, and who runs where. Calls are remembered for a
 * day, so that a dependency that is down, and hence no longer called, keeps its place.
 */
@Singleton
public final class Dependencies {
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration LOOK_BACK = Duration.ofHours(1);
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private record Seen(Edge edge, Instant at) {}

    private final List<MetricSource> sources;
    private final Map<String, Seen> edges = new LinkedHashMap<>();
    private Instant refreshed = Instant.MIN;

    public Dependencies(@All List<MetricSource> sources) {
        this.sources = sources;
    }

    public synchronized DependencyGraph graph(Instant now) {
        if (refreshed.isBefore(now.minus(REFRESH))) {
            refresh(now);
            refreshed = now;
        }
        return new DependencyGraph(edges.values().stream().map(Seen::edge).toList());
    }

    private void refresh(Instant now) {
        Instant at = Series.onGrid(now, REFRESH);
        for (MetricSource source : sources) {
            for (Indicator indicator : source.indicators().value()) {
                switch (indicator.scope()) {
                    case EDGE ->
                            source.range(indicator, at.minus(LOOK_BACK), at, REFRESH)
                                    .value()
                                    .forEach(series -> call(series, now));
                    case PLACEMENT ->
                            source.range(indicator, at, at, REFRESH)
                                    .value()
                                    .forEach(series -> placement(series, now));
                    case SYSTEM, SERVICE, WORKLOAD, POD, NODE -> {}
                }
            }
        }
        edges.values().removeIf(seen -> seen.at().isBefore(now.minus(remembered(seen.edge()))));
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
        Resource workload = resource.owner();
        Edge edge = new Edge(workload, Resource.node(node), 1, "placement");
        edges.put(workload.id() + " > " + edge.callee().id(), new Seen(edge, now));
    }

    private void call(Series series, Instant now) {
        String name = series.metric().name();
        Resource callee = series.metric().resource().owner();
        Indicator.qualifier(name, "caller")
                .map(Dependencies::service)
                .filter(caller -> !caller.id().equals(callee.id()))
                .ifPresent(
                        caller -> {
                            Edge edge = new Edge(caller, callee, 0.9, "metrics");
                            edges.put(caller.id() + " > " + callee.id(), new Seen(edge, now));
                        });
    }

    /** A caller is given by its id, {@code namespace/service}. */
    private static Resource service(String id) {
        int slash = id.indexOf('/');
        return slash < 0
                ? new Resource(null, null, id, null, null, id)
                : Resource.service(id.substring(0, slash), id.substring(slash + 1));
    }
}
