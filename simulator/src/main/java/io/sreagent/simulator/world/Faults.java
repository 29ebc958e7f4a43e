package io.sreagent.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.Cluster;
import io.sreagent.simulator.cluster.Containers;
import io.sreagent.simulator.cluster.Pods;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.scenario.Cause;
import io.sreagent.simulator.scenario.Fault;
import io.sreagent.simulator.scenario.FaultKind;
import io.sreagent.simulator.scenario.InnocentEvent;
import io.sreagent.simulator.scenario.Settings;
import io.sreagent.simulator.scenario.Settings.Knob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the faults of a scenario do. Each begins with what brings it (a deploy, a push of
 * configuration, or nothing), is bound to what carries it, and from then on works on pods, services
 * and calls once a minute, for as long as something carries it.
 *
 * <p>What mends what follows from the binding: a version by rolling back, a value by giving it
 * back, processes by restarting them, a node by moving away; traffic, backlog and quotas by more of
 * what they eat up; the rest only by a person or by time.
 */
final class Faults {
    private final World world;
    private final Cluster cluster;
    private final Reach reach;
    private final FaultEffects effects;
    private final List<ActiveFault> active = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private boolean clean = true; // no effect is left from the minute before

    /** An innocent job: a little CPU for a while. */
    private record Job(String target, double share, long until) {}

    Faults(World world) {
        this.world = world;
        this.cluster = world.cluster();
        this.reach = new Reach(world);
        this.effects = new FaultEffects(world, reach);
    }

    /** Begins a fault now: carries out its cause and binds it. */
    void begin(Fault fault) {
        long now = world.timeline().now();
        Changes changes = new Changes(world);
        Cause cause = fault.cause();
        String target = fault.target();
        Binding binding;
        if (fault.kind() == FaultKind.BAD_CONFIG
                || (cause != null && cause.kind() == Cause.Kind.CONFIG)) {
            String on = cause == null ? target : cause.target();
            String[] setting = setting(fault);
            changes.configure(on, setting[0], setting[1]);
            binding = new Binding.Config(on, setting[0], setting[1]);
        } else if (cause != null
                || fault.kind() == FaultKind.BAD_RELEASE
                || fault.kind() == FaultKind.BAD_IMAGE) {
            String on = cause == null ? target : cause.target();
            String given =
                    cause != null && cause.version() != null
                            ? cause.version()
                            : fault.with()
                                    .text(
                                            "version",
                                            fault.with()
                                                    .text("tag", fault.with().text("image", "")));
            String tag =
                    changes.deploy(
                            on,
                            PodState.tagOf(
                                    given.isEmpty()
                                            ? "x:" + changes.nextTag(on)
                                            : given.contains(":") ? given : "x:" + given),
                            fault.kind() != FaultKind.BAD_IMAGE);
            binding = new Binding.Version(on, tag);
        } else {
            binding = ofItself(fault, now);
        }
        active.add(new ActiveFault(fault, binding, now));
        beginOnce(fault, binding);
        cluster.settle();
    }

    private static String[] setting(Fault fault) {
        Settings with = fault.with();
        String[] usual =
                switch (fault.kind()) {
                    case POOL_EXHAUSTION -> new String[] {"db.pool.size", "2"};
                    case RETRY_STORM -> new String[] {"http.client.retries", "25"};
                    case CPU_HOG -> new String[] {"worker.threads", "4096"};
                    case CACHE_STAMPEDE -> new String[] {"cache.ttl.seconds", "0"};
                    case MEMORY_LEAK -> new String[] {"cache.max.entries", "unbounded"};
                    case SLOW_QUERY -> new String[] {"db.statement.hint", "seqscan"};
                    default -> new String[] {"http.client.timeout.ms", "2"};
                };
        return new String[] {
            with.text("key", with.text("setting", usual[0])), with.text("value", usual[1])
        };
    }

    /** The binding of a fault that nothing brought. */
    private Binding ofItself(Fault fault, long now) {
        return switch (fault.kind()) {
            case CPU_HOG,
                    SLOW_QUERY,
                    POOL_EXHAUSTION,
                    DISK_FILL,
                    LATENCY_DRIFT,
                    CACHE_STAMPEDE,
                    DEPENDENCY_DOWN -> {
                Set<String> uids = new HashSet<>();
                for (ServiceState s : reach.targets(fault)) {
                    s.pods.forEach(p -> uids.add(p.uid));
                }
                yield uids.isEmpty() ? nodeOr(fault) : new Binding.Processes(uids, now);
            }
            case NODE_PRESSURE, NOISY_NEIGHBOUR -> new Binding.Node(reach.nodeOf(fault.target()));
            default -> nodeOr(fault);
        };
    }

    private Binding nodeOr(Fault fault) {
        return world.nodes().containsKey(Reach.nodeName(fault.target()))
                ? new Binding.Node(Reach.nodeName(fault.target()))
                : new Binding.Surroundings();
    }

    /** What happens once, at the beginning. */
    private void beginOnce(Fault fault, Binding binding) {
        switch (fault.kind()) {
            case NODE_PRESSURE ->
                    new Changes(world)
                            .pressure(
                                    ((Binding.Node)
                                                    (binding instanceof Binding.Node
                                                            ? binding
                                                            : new Binding.Node(
                                                                    reach.nodeOf(fault.target()))))
                                            .node(),
                                    "MemoryPressure",
                                    true);
            case NOISY_NEIGHBOUR ->
                    new Changes(world)
                            .neighbour(
                                    reach.nodeOf(fault.target()),
                                    fault.with().number(Knob.CORES, 5));
            case QUOTA_REACHED -> quota(fault);
            case DEPENDENCY_DOWN -> {
                for (ServiceState s : reach.targets(fault)) {
                    s.pods.forEach(p -> find(p).ifPresent(pod -> unready(pod, fault)));
                }
            }
            default -> {}
        }
    }

    private void unready(ObjectNode pod, Fault fault) {
        if (Pods.ready(pod) && !fault.with().has(Knob.ERROR)) {
            cluster.kubelet().ready(pod, false);
        }
    }

    private Optional<ObjectNode> find(PodState p) {
        return cluster.objects().get(ResourceType.POD, p.namespace, p.name);
    }

    private void quota(Fault fault) {
        Optional<ServiceState> target =
                world.service(fault.target()).filter(s -> !s.pods.isEmpty());
        if (target.isEmpty()) {
            return;
        }
        ServiceState s = target.get();
        int lost =
                Math.max(1, (int) Math.ceil(s.pods.size() * fault.with().share(Knob.SHARE, 0.6)));
        int left = cluster.objects().list(ResourceType.POD, world.namespace()).size() - lost;
        new Changes(world).quota(left);
        for (PodState p : List.copyOf(s.pods).subList(0, Math.min(lost, s.pods.size()))) {
            find(p).ifPresent(pod -> cluster.delete(ResourceType.POD, pod, false));
        }
    }

    /** A batch job begins: it takes some CPU of the service's pods, or of a node. */
    void job(InnocentEvent event, Duration lasts) {
        long now = world.timeline().now();
        jobs.add(
                new Job(
                        event.target(),
                        event.with().share(Knob.SHARE, 0.12),
                        now + lasts.toMillis()));
        String owner = Fault.EVERYTHING.equals(event.target()) ? "nightly" : event.target();
        new Changes(world)
                .job(
                        owner + "-batch-" + now / 60_000,
                        reach.nodeOf(event.target()),
                        lasts.toMillis());
    }

    /** Works out what all active faults do in the minute that ends now. */
    void apply(long now) {
        jobs.removeIf(j -> now > j.until);
        if (active.isEmpty() && jobs.isEmpty() && clean) {
            return;
        }
        clean = active.isEmpty() && jobs.isEmpty();
        for (ServiceState s : world.model().services) {
            s.effects.clear();
            s.callErrors = 0;
            s.edges.forEach(e -> e.effects.clear());
            s.pods.forEach(
                    p -> {
                        p.effects.clear();
                        p.lostPackets = 0;
                    });
        }
        world.volumes().calm();
        for (NodeState node : world.nodes().values()) {
            node.extraCores = 0;
            node.extraMib = 0;
        }
        for (Job job : jobs) {
            world.service(job.target)
                    .ifPresentOrElse(
                            s ->
                                    s.pods.forEach(
                                            p -> p.effects.hogCores += job.share * p.limitCores),
                            () ->
                                    Optional.ofNullable(world.nodes().get(reach.nodeOf(job.target)))
                                            .ifPresent(n -> n.extraCores = 1));
        }
        for (ActiveFault f : active) {
            if (f.active(now)) {
                reach.targets(f.fault).forEach(s -> effects.work(f, s, now));
            }
        }
    }

    /** MiB that node-bound faults have written to a node. */
    double diskOf(String node, long now) {
        double sum = 0;
        for (ActiveFault f : active) {
            sum +=
                    f.active(now) && f.binding instanceof Binding.Node(String on) && on.equals(node)
                            ? f.gathered
                            : 0;
        }
        return sum;
    }

    /** Whether the container dies while it starts. */
    Optional<Containers.Exit> startup(PodState pod) {
        for (ActiveFault f : active) {
            boolean breaks =
                    f.fault.with().flag(Knob.CRASH)
                            && f.active(world.timeline().now())
                            && f.in(pod)
                            && f.fault.target().equals(pod.service);
            if (breaks) {
                String why =
                        f.binding
                                        instanceof
                                        Binding.Config(String service, String key, String value)
                                ? "invalid value '%s' for %s: refusing to start"
                                        .formatted(value, key)
                                : "panic: nil registry in boot sequence of " + pod.tag;
                return Optional.of(new Containers.Exit("Error", 1, why));
            }
        }
        return Optional.empty();
    }

    /** Whether the readiness probe succeeds. */
    boolean healthy(PodState pod) {
        for (ActiveFault f : active) {
            if (f.fault.kind() == FaultKind.DEPENDENCY_DOWN
                    && f.active(world.timeline().now())
                    && f.fault.target().equals(pod.service)
                    && !f.fault.with().has(Knob.ERROR)
                    && f.fault.with().text("dependency", f.fault.with().text("to", "")).isEmpty()
                    && f.in(pod)) {
                return false;
            }
        }
        return true;
    }

    /** What follows from the minute: conditions of nodes, pods that recover. */
    void afterStep(long now) {
        if (active.isEmpty()) {
            return;
        }
        Changes changes = new Changes(world);
        for (NodeState node : world.nodes().values()) {
            changes.pressure(node.name, "DiskPressure", node.diskShare > 0.9);
        }
        for (ActiveFault f : active) {
            if (f.until > now - 2 * World.STEP && f.until <= now) {
                end(f, changes);
            }
        }
    }

    private void end(ActiveFault f, Changes changes) {
        switch (f.fault.kind()) {
            case NODE_PRESSURE -> changes.pressure(reach.nodeOfBinding(f), "MemoryPressure", false);
            case NOISY_NEIGHBOUR -> changes.noNeighbour();
            case QUOTA_REACHED -> changes.noQuota();
            case DEPENDENCY_DOWN -> {
                for (ServiceState s : reach.targets(f.fault)) {
                    s.pods.forEach(
                            p ->
                                    find(p).filter(pod -> !Pods.ready(pod))
                                            .ifPresent(cluster.kubelet()::probeAgain));
                }
            }
            default -> {}
        }
        cluster.settle();
    }
}
