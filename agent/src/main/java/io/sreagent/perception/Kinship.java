package io.sreagent.perception;

import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Resource;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/** Which resources are near enough to one another that their troubles are probably one. */
public final class Kinship {
    /**
     * A caller, its callee, and the callee's callee: further away, trouble is usually not the same.
     */
    private static final int HOPS = 2;

    private final DependencyGraph graph;
    private final Set<String> troubledNodes;

    public Kinship(DependencyGraph graph) {
        this(graph, Set.of());
    }

    /**
     * @param troubledNodes ids of the nodes in trouble themselves: what runs on one of these is
     *     kin, while sharing a sound node means nothing
     */
    public Kinship(DependencyGraph graph, Set<String> troubledNodes) {
        this.graph = graph;
        this.troubledNodes = Set.copyOf(troubledNodes);
    }

    /** Ids of all resources within reach of one, its own among them. */
    public Set<String> of(Resource resource) {
        Set<String> near = new HashSet<>();
        Queue<Resource> rim = new ArrayDeque<>();
        near.add(resource.owner().id());
        rim.add(resource.owner());
        for (int hop = 0; hop < HOPS; hop++) {
            Queue<Resource> next = new ArrayDeque<>();
            for (Resource at : rim) {
                for (Resource neighbour : graph.calleesOf(at))
                    if (isWay(neighbour) && near.add(neighbour.id())) next.add(neighbour);
                for (Resource neighbour : graph.callersOf(at))
                    if (near.add(neighbour.id())) next.add(neighbour);
            }
            rim = next;
        }
        return near;
    }

    private boolean isWay(Resource to) {
        return !to.namesNode() || troubledNodes.contains(to.id());
    }
}
