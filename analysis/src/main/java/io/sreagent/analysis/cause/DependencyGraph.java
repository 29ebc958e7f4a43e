package io.sreagent.analysis.cause;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Resource;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who calls whom. Trouble travels against the arrows: from the callee to its callers. */
public final class DependencyGraph {

    /**
     * One dependency.
     *
     * @param confidence 0–1, how sure it is that the call exists
     * @param source what told of it: {@code metrics}, {@code placement}, {@code traces}, {@code
     *     kubernetes}, {@code file}
     */
    public record Edge(Resource caller, Resource callee, double confidence, String source) {
        public Edge {
            requireNonNull(caller, "caller");
            requireNonNull(callee, "callee");
            requireNonNull(source, "source");
            if (!(confidence >= 0 && confidence <= 1))
                throw new IllegalArgumentException("confidence " + confidence);
        }
    }

    public static final DependencyGraph EMPTY = new DependencyGraph(List.of());

    private final List<Edge> edges;
    private final Map<String, Set<Resource>> callees = new HashMap<>();
    private final Map<String, Set<Resource>> callers = new HashMap<>();

    public DependencyGraph(List<Edge> edges) {
        this.edges = List.copyOf(edges);
        for (Edge edge : edges) {
            callees.computeIfAbsent(edge.caller().id(), id -> new LinkedHashSet<>())
                    .add(edge.callee());
            callers.computeIfAbsent(edge.callee().id(), id -> new LinkedHashSet<>())
                    .add(edge.caller());
        }
    }

    public List<Edge> edges() {
        return edges;
    }

    public Set<Resource> calleesOf(Resource caller) {
        return callees.getOrDefault(caller.id(), Set.of());
    }

    public Set<Resource> callersOf(Resource callee) {
        return callers.getOrDefault(callee.id(), Set.of());
    }
}
