package io.sreagent.simulator.world;

import io.sreagent.simulator.scenario.Indicator;

/** The indicators of a service, computed from the model's last minute. */
final class Indicators {
    private Indicators() {}

    static double of(World world, ServiceState s, Indicator indicator) {
        return switch (indicator) {
            case MEMORY_UTILISATION -> most(s, p -> p.workingSetMib / p.limitMib);
            case MEMORY_MIB -> most(s, p -> p.workingSetMib);
            case CPU_UTILISATION -> mean(s, p -> p.cpuCores / p.limitCores);
            case CPU_CORES -> mean(s, p -> p.cpuCores) * running(s);
            case CPU_THROTTLING -> s.throttled;
            case ERROR_RATE -> s.errorShare;
            case SUCCESS_RATE -> 1 - s.errorShare;
            case LATENCY_MEAN -> s.latencyMs;
            case LATENCY_P50 -> quantile(s, 0.5);
            case LATENCY_P90 -> quantile(s, 0.9);
            case LATENCY_P95 -> quantile(s, 0.95);
            case LATENCY_P99 -> quantile(s, 0.99);
            case THROUGHPUT -> s.served * (1 - s.errorShare);
            case REQUEST_RATE -> s.inflow;
            case QUEUE_DEPTH -> queue(s).depth;
            case QUEUE_AGE -> queue(s).depth / Math.max(0.01, queue(s).drained);
            case CONNECTION_UTILISATION -> s.connectionShare;
            case CONNECTIONS -> s.connections;
            case DISK_UTILISATION -> worstNode(world, s, n -> n.diskShare);
            case NODE_MEMORY_UTILISATION ->
                    worstNode(world, s, n -> n.usedMib / NodeState.MEMORY_MIB);
            case NODE_CPU_UTILISATION -> worstNode(world, s, n -> n.usedCores / NodeState.CORES);
            case VOLUME_UTILISATION -> world.volumes().fullest(s.name());
            case CACHE_HIT_RATIO -> cache(s).hitRatio;
            case READY_RATIO ->
                    world.truth().wanted(s.name()) == 0
                            ? 1
                            : Math.min(1, ready(s) / world.truth().wanted(s.name()));
            case READY_REPLICAS -> ready(s);
            case UNAVAILABLE_REPLICAS ->
                    Math.max(
                            0,
                            Math.max(world.truth().wanted(s.name()), world.truth().all(s.name()))
                                    - ready(s));
            case RESTARTS -> world.truth().restarts(s.name());
            case SATURATION -> Math.max(s.utilisation, Math.max(s.threadShare, s.connectionShare));
            case PACKET_LOSS -> most(s, p -> p.lostPackets);
        };
    }

    private interface OfPod {
        double value(PodState pod);
    }

    private interface OfNode {
        double value(NodeState node);
    }

    private static double most(ServiceState s, OfPod of) {
        double most = 0;
        for (PodState p : s.pods) {
            most = p.running ? Math.max(most, of.value(p)) : most;
        }
        return most;
    }

    private static long running(ServiceState s) {
        return s.pods.stream().filter(p -> p.running).count();
    }

    private static double mean(ServiceState s, OfPod of) {
        double sum = 0;
        for (PodState p : s.pods) {
            sum += p.running ? of.value(p) : 0;
        }
        return running(s) == 0 ? 0 : sum / running(s);
    }

    private static double ready(ServiceState s) {
        return s.pods.stream().filter(p -> p.readySince >= 0).count();
    }

    private static double worstNode(World world, ServiceState s, OfNode of) {
        double most = 0;
        for (PodState p : s.pods) {
            NodeState node = world.nodes().get(p.node);
            most = node == null ? most : Math.max(most, of.value(node));
        }
        return most;
    }

    /** Its own queue, or the one it takes from, or the first it calls. */
    private static ServiceState queue(ServiceState s) {
        return s.edges.stream()
                .filter(
                        e ->
                                e.consumes
                                        || e.to.kind()
                                                == io.sreagent.simulator.scenario.ServiceKind.QUEUE)
                .map(e -> e.to)
                .findFirst()
                .orElse(s);
    }

    private static ServiceState cache(ServiceState s) {
        return s.edges.stream()
                .map(e -> e.to)
                .filter(c -> c.kind() == io.sreagent.simulator.scenario.ServiceKind.CACHE)
                .findFirst()
                .orElse(s);
    }

    /** In milliseconds, linear inside the bucket; for external services from the mean. */
    private static double quantile(ServiceState s, double q) {
        int last = Model.BOUNDS.length;
        double total = s.buckets[last];
        if (!(total > 0)) {
            return s.latencyMs;
        }
        double rank = q * total;
        for (int b = 0; b < last; b++) {
            if (s.buckets[b] >= rank) {
                double low = b == 0 ? 0 : Model.BOUNDS[b - 1];
                double below = b == 0 ? 0 : s.buckets[b - 1];
                return 1000
                        * (low
                                + (Model.BOUNDS[b] - low)
                                        * (rank - below)
                                        / Math.max(1e-12, s.buckets[b] - below));
            }
        }
        return 1000 * Model.BOUNDS[last - 1];
    }
}
