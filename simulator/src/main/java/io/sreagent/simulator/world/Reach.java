package io.sreagent.simulator.world;

import io.sreagent.simulator.scenario.Fault;
import io.sreagent.simulator.scenario.FaultKind;
import io.sreagent.simulator.scenario.ServiceKind;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** How far a fault reaches: which services, pods and nodes, and how strongly each. */
final class Reach {
    private final World world;

    Reach(World world) {
        this.world = world;
    }

    /** The services a fault works on. */
    List<ServiceState> targets(Fault fault) {
        Optional<ServiceState> one = world.service(fault.target());
        if (one.isPresent()) {
            ServiceState s = one.get();
            if (fault.kind() == FaultKind.CACHE_STAMPEDE && s.kind() != ServiceKind.CACHE) {
                List<ServiceState> caches =
                        s.edges.stream()
                                .map(e -> e.to)
                                .filter(c -> c.kind() == ServiceKind.CACHE)
                                .toList();
                return caches.isEmpty() ? List.of(s) : caches;
            }
            if (fault.kind() == FaultKind.QUEUE_BACKLOG && s.kind() == ServiceKind.QUEUE) {
                List<ServiceState> workers =
                        world.model().services.stream()
                                .filter(
                                        w ->
                                                w.edges.stream()
                                                        .anyMatch(e -> e.consumes && e.to == s))
                                .toList();
                return workers.isEmpty() ? List.of(s) : workers;
            }
            return List.of(s);
        }
        if (world.nodes().containsKey(nodeName(fault.target()))) {
            return world.model().services;
        }
        return fault.kind() == FaultKind.TRAFFIC_SURGE
                ? world.model().services.stream().filter(s -> s.entry).toList()
                : world.model().services;
    }

    static String nodeName(String target) {
        return target.matches("node[0-9]+") ? "node-" + target.substring(4) : target;
    }

    /** The node of that name, or the one the first pod of the service runs on. */
    String nodeOf(String target) {
        if (world.nodes().containsKey(nodeName(target))) {
            return nodeName(target);
        }
        return world.service(target)
                .filter(s -> !s.pods.isEmpty())
                .map(s -> s.pods.getFirst().node)
                .orElse("node-1");
    }

    String nodeOfBinding(ActiveFault f) {
        return f.binding instanceof Binding.Node(String node) ? node : nodeOf(f.fault.target());
    }

    void eachPod(ActiveFault f, ServiceState s, BiConsumer<PodState, Effects> what) {
        for (PodState p : s.pods) {
            if (f.in(p)) {
                what.accept(p, p.effects);
            }
        }
    }

    void eachPodOnNode(ActiveFault f, ServiceState s, BiConsumer<PodState, Effects> what) {
        String node = nodeOfBinding(f);
        for (ServiceState each :
                world.service(f.fault.target()).isPresent() ? world.model().services : List.of(s)) {
            each.pods.stream()
                    .filter(p -> p.running && p.node.equals(node))
                    .forEach(p -> what.accept(p, p.effects));
        }
    }

    /**
     * A fault carried by another service's change works on its target in proportion to the
     * carriers.
     */
    double strength(ActiveFault f, ServiceState s) {
        String carrier =
                switch (f.binding) {
                    case Binding.Version v -> v.service();
                    case Binding.Config c -> c.service();
                    default -> s.name();
                };
        return carrier.equals(s.name())
                ? f.shareIn(s)
                : world.service(carrier).map(f::shareIn).orElse(0.0);
    }

    boolean carriedElsewhere(ActiveFault f, ServiceState s) {
        return (f.binding instanceof Binding.Version v && !v.service().equals(s.name()))
                || (f.binding instanceof Binding.Config c && !c.service().equals(s.name()));
    }

    /**
     * Lets a fault work on every carrying pod, or on all pods in proportion when another service
     * carries it.
     */
    void onPods(ActiveFault f, ServiceState s, BiConsumer<Double, Effects> what) {
        if (carriedElsewhere(f, s)) {
            double strength = strength(f, s);
            if (strength > 0) {
                s.pods.forEach(p -> what.accept(strength, p.effects));
            }
        } else {
            eachPod(f, s, (p, effects) -> what.accept(1.0, effects));
        }
    }
}
