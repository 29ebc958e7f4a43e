package io.sreagent.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.Pods;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.scenario.Settings;
import io.sreagent.simulator.scenario.Settings.Knob;

/** What faults do to machines and disks, and by them to the pods that live there. */
final class MachineFaults {
    /** Share of a neighbour's hunger that reaches who stays within what was requested. */
    private static final double GUARANTEED = 0.1;

    private final World world;
    private final Reach reach;

    MachineFaults(World world, Reach reach) {
        this.world = world;
        this.reach = reach;
    }

    void diskFill(ActiveFault f, ServiceState s, long now) {
        double perMinute = f.fault.with().has(Knob.GROWTH) ? f.fault.with().perMinute(600) : 1_500;
        if (f.binding instanceof Binding.Node(String node)) {
            f.gathered = perMinute * f.minutes(now);
            failWhenFull(s, node);
            return;
        }
        reach.onPods(f, s, (k, e) -> e.diskMib += k * perMinute);
        s.pods.forEach(p -> failWhenFull(s, p.node));
    }

    private void failWhenFull(ServiceState s, String name) {
        NodeState node = world.nodes().get(name);
        if (node != null && node.diskShare > 0.97) {
            s.pods.stream()
                    .filter(p -> p.node.equals(name))
                    .forEach(p -> p.effects.fail(0.6, "disk"));
        }
    }

    void pvcFill(ActiveFault f, ServiceState s) {
        boolean growing = reach.strength(f, s) > 0;
        double errors = 0;
        for (Volumes.Volume v : world.volumes().of(s.name())) {
            double usual = v.capacityMib / 120; // two hours from empty to full
            v.growth =
                    growing
                            ? (f.fault.with().has(Knob.GROWTH)
                                    ? f.fault.with().perMinute(usual)
                                    : usual)
                            : 0;
            errors = v.share() > 0.985 ? 0.7 : errors;
        }
        if (errors > 0) {
            s.effects.fail(errors, "volume");
        }
    }

    void nodePressure(ActiveFault f, ServiceState s) {
        Settings with = f.fault.with();
        reach.eachPodOnNode(
                f,
                s,
                (p, e) -> {
                    e.slow *= with.number(Knob.FACTOR, 6);
                    e.capacity *= 0.6;
                    e.fail(with.share(Knob.ERROR, 0.12), "pressure");
                });
        NodeState node = world.nodes().get(reach.nodeOfBinding(f));
        if (node != null) {
            node.extraMib = NodeState.MEMORY_MIB * 0.97 - 1_900 - podMib(node.name);
        }
    }

    private double podMib(String node) {
        double sum = 0;
        for (PodState p : world.pods()) {
            sum += p.node.equals(node) ? p.workingSetMib : 0;
        }
        return sum;
    }

    void noisyNeighbour(ActiveFault f, ServiceState s) {
        String node = reach.nodeOfBinding(f);
        boolean there = false;
        for (ObjectNode pod :
                world.cluster().objects().list(ResourceType.POD, Changes.NEIGHBOURS)) {
            there |= Pods.node(pod).equals(node) && Pods.ready(pod);
        }
        if (there) {
            double steal = f.fault.with().share(Knob.SHARE, 0.7);
            reach.eachPodOnNode(
                    f,
                    s,
                    (p, e) -> {
                        // What a pod requests is its own; the target lives beyond that.
                        double lost = s.pods.contains(p) ? steal : steal * GUARANTEED;
                        e.capacity *= 1 - lost;
                        e.slow *= 1 + 2 * lost;
                        if (s.pods.contains(p)) e.trouble = "busy";
                    });
            NodeState state = world.nodes().get(node);
            if (state != null) {
                state.extraCores = NodeState.CORES;
            }
        }
    }
}
