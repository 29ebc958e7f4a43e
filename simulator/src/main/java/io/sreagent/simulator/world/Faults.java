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
import io.sreagent.simulator.scenario.ServiceKind;
import io.sreagent.simulator.scenario.Settings;
import io.sreagent.simulator.scenario.Settings.Knob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

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
    private final List<ActiveFault> active = new ArrayList<>();
    private final List<Job> jobs = new ArrayList<>();
    private boolean clean = true; // no effect is left from the minute before

    /** An innocent job: a little CPU for a while. */
    private record Job(String target, double share, long until) {}

    Faults(World world) {
        this.world = world;
        this.cluster = world.cluster();
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
                for (ServiceState s : targets(fault)) {
                    s.pods.forEach(p -> uids.add(p.uid));
                }
                yield uids.isEmpty() ? nodeOr(fault) : new Binding.Processes(uids, now);
            }
            case NODE_PRESSURE, NOISY_NEIGHBOUR -> new Binding.Node(nodeOf(fault.target()));
            default -> nodeOr(fault);
        };
    }

    private Binding nodeOr(Fault fault) {
        return world.nodes().containsKey(nodeName(fault.target()))
                ? new Binding.Node(nodeName(fault.target()))
                : new Binding.Surroundings();
    }

    private static String nodeName(String target) {
        return target.matches("node[0-9]+") ? "node-" + target.substring(4) : target;
    }

    /** The node of that name, or the one the first pod of the service runs on. */
    private String nodeOf(String target) {
        if (world.nodes().containsKey(nodeName(target))) {
            return nodeName(target);
        }
        return world.service(target)
                .filter(s -> !s.pods.isEmpty())
                .map(s -> s.pods.getFirst().node)
                .orElse("node-1");
    }

    /** The services a fault works on. */
    private List<ServiceState> targets(Fault fault) {
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
                                                                    nodeOf(fault.target()))))
                                            .node(),
                                    "MemoryPressure",
                                    true);
            case NOISY_NEIGHBOUR ->
                    new Changes(world)
                            .neighbour(nodeOf(fault.target()), fault.with().number(Knob.CORES, 5));
            case QUOTA_REACHED -> quota(fault);
            case DEPENDENCY_DOWN -> {
                for (ServiceState s : targets(fault)) {
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
                .job(owner + "-batch-" + now / 60_000, nodeOf(event.target()), lasts.toMillis());
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
                                    Optional.ofNullable(world.nodes().get(nodeOf(job.target)))
                                            .ifPresent(n -> n.extraCores = 1));
        }
        for (ActiveFault f : active) {
            if (f.active(now)) {
                targets(f.fault).forEach(s -> work(f, s, now));
            }
        }
    }

    private static void eachPod(ActiveFault f, ServiceState s, BiConsumer<PodState, Effects> what) {
        for (PodState p : s.pods) {
            if (f.in(p)) {
                what.accept(p, p.effects);
            }
        }
    }

    /**
     * A fault carried by another service's change works on its target in proportion to the
     * carriers.
     */
    private double strength(ActiveFault f, ServiceState s) {
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

    private boolean carriedElsewhere(ActiveFault f, ServiceState s) {
        return (f.binding instanceof Binding.Version v && !v.service().equals(s.name()))
                || (f.binding instanceof Binding.Config c && !c.service().equals(s.name()));
    }

    /**
     * Lets a fault work on every carrying pod, or on all pods in proportion when another service
     * carries it.
     */
    private void onPods(ActiveFault f, ServiceState s, BiConsumer<Double, Effects> what) {
        if (carriedElsewhere(f, s)) {
            double strength = strength(f, s);
            if (strength > 0) {
                s.pods.forEach(p -> what.accept(strength, p.effects));
            }
        } else {
            eachPod(f, s, (p, effects) -> what.accept(1.0, effects));
        }
    }

    private void work(ActiveFault f, ServiceState s, long now) {
        Settings with = f.fault.with();
        double limit = s.spec.cpu();
        switch (f.fault.kind()) {
            case MEMORY_LEAK -> onPods(f, s, (k, e) -> e.leakMib += k * with.perMinute(6));
            case CPU_HOG ->
                    onPods(
                            f,
                            s,
                            (k, e) -> {
                                e.hogCores +=
                                        k
                                                * with.number(
                                                        Knob.CORES,
                                                        with.has(Knob.SHARE)
                                                                ? with.share(Knob.SHARE, 0.8)
                                                                        * limit
                                                                : 0.8 * limit);
                                e.trouble = "busy";
                            });
            case TRAFFIC_SURGE ->
                    s.effects.direct =
                            1
                                    + (with.number(
                                                            Knob.FACTOR,
                                                            with.has(Knob.SHARE)
                                                                    ? 1 + with.share(Knob.SHARE, 1)
                                                                    : 3)
                                                    - 1)
                                            * f.ramp(now, rampMinutes(with, 3))
                                            * strength(f, s);
            case BAD_CONFIG -> badBehaviour(f, s, 0.35, 0);
            case BAD_RELEASE ->
                    badBehaviour(
                            f, s, with.has(Knob.LATENCY) || with.has(Knob.FACTOR) ? 0 : 0.25, 0);
            case BAD_IMAGE -> {} // the pods that cannot start are the effect
            case SLOW_QUERY -> slowQuery(f, s);
            case DEPENDENCY_DOWN -> dependencyDown(f, s);
            case POOL_EXHAUSTION ->
                    onPods(
                            f,
                            s,
                            (k, e) ->
                                    e.connections +=
                                            k
                                                    * Math.min(
                                                            s.pool,
                                                            with.has(Knob.GROWTH)
                                                                    ? with.perMinute(1)
                                                                            * f.minutes(now)
                                                                    : with.has(Knob.COUNT)
                                                                            ? Math.max(
                                                                                    0,
                                                                                    s.pool
                                                                                            - with
                                                                                                    .number(
                                                                                                            Knob
                                                                                                                    .COUNT,
                                                                                                            2))
                                                                            : s.pool
                                                                                    * 0.97
                                                                                    * f.ramp(
                                                                                            now,
                                                                                            rampMinutes(
                                                                                                    with,
                                                                                                    10))));
            case CERTIFICATE_EXPIRED -> unreachable(f, s, with.share(Knob.ERROR, 1), "tls");
            case DISK_FILL -> diskFill(f, s, now);
            case PVC_FILL -> pvcFill(f, s);
            case NODE_PRESSURE -> nodePressure(f, s);
            case NOISY_NEIGHBOUR -> noisyNeighbour(f, s);
            case PACKET_LOSS -> packetLoss(f, s);
            case QUEUE_BACKLOG ->
                    onPods(f, s, (k, e) -> e.work *= 1 + k * (with.number(Knob.FACTOR, 4) - 1));
            case RETRY_STORM -> retryStorm(f, s, now);
            case LATENCY_DRIFT -> onPods(f, s, (k, e) -> e.delay(k * drift(f, now), ""));
            case CACHE_STAMPEDE -> stampede(f, s);
            case DNS_FAILURE -> dns(f, s);
            case QUOTA_REACHED -> {
                if (s.spec.external()) {
                    s.effects.fail(with.share(Knob.ERROR, 0.6), "quota");
                }
            }
        }
    }

    private static double rampMinutes(Settings with, double otherwise) {
        return with.duration(Knob.RAMP, Duration.ofSeconds((long) (otherwise * 60))).toSeconds()
                / 60.0;
    }

    private static double drift(ActiveFault f, long now) {
        Settings with = f.fault.with();
        double perMinute =
                with.has(Knob.GROWTH)
                        ? with.perMinute(8)
                        : with.has(Knob.LATENCY) ? with.millis(Knob.LATENCY, 8) : 8;
        return Math.min(5_000, perMinute * f.minutes(now));
    }

    /** Errors, delay, slowness or CPU as given; {@code usualErrors} when nothing is. */
    private void badBehaviour(ActiveFault f, ServiceState s, double usualErrors, double usualMs) {
        Settings with = f.fault.with();
        boolean nothing =
                !with.has(Knob.ERROR)
                        && !with.has(Knob.LATENCY)
                        && !with.has(Knob.FACTOR)
                        && !with.has(Knob.CORES)
                        && !with.has(Knob.CRASH)
                        && !with.has(Knob.GROWTH);
        double errors =
                with.share(
                        Knob.ERROR,
                        nothing ? Math.max(usualErrors, 0.25) : with.flag(Knob.CRASH) ? 0.3 : 0);
        onPods(
                f,
                s,
                (k, e) -> {
                    if (errors > 0) {
                        e.fail(
                                k * errors,
                                f.fault.kind() == FaultKind.BAD_CONFIG
                                                || f.binding instanceof Binding.Config
                                        ? "config"
                                        : "exception");
                    }
                    e.delay(k * with.millis(Knob.LATENCY, usualMs), "");
                    e.slow *= 1 + k * (with.number(Knob.FACTOR, 1) - 1);
                    e.work *= 1 + k * (with.number(Knob.FACTOR, 1) - 1) * 0.3;
                    e.hogCores += k * with.number(Knob.CORES, 0);
                    e.leakMib += k * with.perMinute(0);
                });
    }

    private void slowQuery(ActiveFault f, ServiceState s) {
        Settings with = f.fault.with();
        List<ServiceState> databases =
                s.kind() == ServiceKind.DATABASE
                        ? List.of(s)
                        : s.edges.stream()
                                .map(e -> e.to)
                                .filter(d -> d.kind() == ServiceKind.DATABASE)
                                .toList();
        double k = strength(f, s);
        if (k <= 0) {
            return;
        }
        double ms = with.millis(Knob.LATENCY, with.has(Knob.FACTOR) ? 0 : 180);
        if (databases.isEmpty()) {
            onPods(f, s, (kk, e) -> e.delay(kk * ms, "slow-query"));
        }
        for (ServiceState d : databases) {
            d.effects.delay(k * ms, "slow-query");
            d.effects.slow *= 1 + k * (with.number(Knob.FACTOR, 1) - 1);
            d.effects.work *= 1 + k * 1.2;
        }
    }

    private void dependencyDown(ActiveFault f, ServiceState s) {
        double share = f.fault.with().share(Knob.ERROR, f.fault.with().share(Knob.SHARE, 1));
        String to = f.fault.with().text("dependency", f.fault.with().text("to", ""));
        Optional<ServiceState.Edge> edge =
                s.edges.stream().filter(e -> e.to.name().equals(to)).findFirst();
        if (edge.isPresent()) {
            edge.get().effects.fail(share, "refused");
        } else if (s.spec.external() || s.pods.isEmpty()) {
            s.effects.fail(share, "refused");
        } else if (share < 1) {
            onPods(f, s, (k, e) -> e.fail(k * share, "refused"));
        } else {
            eachPod(f, s, (p, e) -> e.down = true);
            s.effects.down =
                    s.pods.stream()
                            .noneMatch(p -> p.running && p.readySince >= 0 && !p.effects.down);
        }
    }

    /** Calls to the service fail on the way; where nobody calls it, people's requests do. */
    private void unreachable(ActiveFault f, ServiceState s, double share, String why) {
        double k = share * (f.binding instanceof Binding.Surroundings ? 1 : strength(f, s));
        boolean called = false;
        for (ServiceState caller : world.model().services) {
            for (ServiceState.Edge e : caller.edges) {
                if (e.to == s) {
                    e.effects.fail(k, why);
                    called = true;
                }
            }
        }
        if (!called || s.entry) {
            s.effects.fail(k, why);
        }
    }

    private void diskFill(ActiveFault f, ServiceState s, long now) {
        double perMinute = f.fault.with().has(Knob.GROWTH) ? f.fault.with().perMinute(600) : 1_500;
        if (f.binding instanceof Binding.Node(String node)) {
            f.gathered = perMinute * f.minutes(now);
            failWhenFull(s, node);
            return;
        }
        onPods(f, s, (k, e) -> e.diskMib += k * perMinute);
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

    private void pvcFill(ActiveFault f, ServiceState s) {
        boolean growing = strength(f, s) > 0;
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

    private void nodePressure(ActiveFault f, ServiceState s) {
        Settings with = f.fault.with();
        eachPodOnNode(
                f,
                s,
                (p, e) -> {
                    e.slow *= with.number(Knob.FACTOR, 6);
                    e.capacity *= 0.6;
                    e.fail(with.share(Knob.ERROR, 0.12), "pressure");
                });
        NodeState node = world.nodes().get(nodeOfBinding(f));
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

    private void eachPodOnNode(ActiveFault f, ServiceState s, BiConsumer<PodState, Effects> what) {
        String node = nodeOfBinding(f);
        for (ServiceState each :
                world.service(f.fault.target()).isPresent() ? world.model().services : List.of(s)) {
            each.pods.stream()
                    .filter(p -> p.running && p.node.equals(node))
                    .forEach(p -> what.accept(p, p.effects));
        }
    }

    private String nodeOfBinding(ActiveFault f) {
        return f.binding instanceof Binding.Node(String node) ? node : nodeOf(f.fault.target());
    }

    /** Share of a neighbour's hunger that reaches who stays within what was requested. */
    private static final double GUARANTEED = 0.1;

    private void noisyNeighbour(ActiveFault f, ServiceState s) {
        String node = nodeOfBinding(f);
        boolean there = false;
        for (ObjectNode pod : cluster.objects().list(ResourceType.POD, Changes.NEIGHBOURS)) {
            there |= Pods.node(pod).equals(node) && Pods.ready(pod);
        }
        if (there) {
            double steal = f.fault.with().share(Knob.SHARE, 0.7);
            eachPodOnNode(
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

    private void packetLoss(ActiveFault f, ServiceState s) {
        double loss = f.fault.with().share(Knob.SHARE, f.fault.with().share(Knob.ERROR, 0.15));
        // TCP repeats what is lost after at least 200 ms; a request fails when four tries in a row
        // are lost.
        double delay = 200 * loss / Math.max(0.05, 1 - loss) * 4;
        double errors = Math.min(1, Math.pow(loss, 2) * 4);
        if (f.binding instanceof Binding.Node) {
            eachPod(
                    f,
                    s,
                    (p, e) -> {
                        e.delay(delay, "packets");
                        e.fail(errors, "packets");
                        p.lostPackets = loss;
                    });
            return;
        }
        double k = strength(f, s);
        s.effects.delay(k * delay, "packets");
        s.effects.fail(k * errors, "packets");
        s.pods.forEach(p -> p.lostPackets = k * loss);
    }

    private void retryStorm(ActiveFault f, ServiceState s, long now) {
        double factor =
                1
                        + (f.fault.with().number(Knob.FACTOR, f.fault.with().number(Knob.COUNT, 4))
                                        - 1)
                                * f.ramp(now, rampMinutes(f.fault.with(), 4));
        boolean bound = f.binding instanceof Binding.Version || f.binding instanceof Binding.Config;
        double k = bound ? strength(f, s) : 1;
        double more = 1 + k * (factor - 1);
        boolean carries = bound && !carriedElsewhere(f, s);
        List<ServiceState.Edge> eager = carries ? ownCalls(s) : callsOf(f, s);
        eager.forEach(e -> e.effects.inflow = more);
        if (eager.isEmpty()) s.effects.inflow *= more;
    }

    private static List<ServiceState.Edge> ownCalls(ServiceState s) {
        return s.edges.stream().filter(e -> !e.consumes).toList();
    }

    /** Calls to a service: those of the one that carries the fault, or everybody's. */
    private List<ServiceState.Edge> callsOf(ActiveFault f, ServiceState target) {
        return world.model().services.stream()
                .filter(
                        caller ->
                                switch (f.binding) {
                                    case Binding.Version v -> v.service().equals(caller.name());
                                    case Binding.Config c -> c.service().equals(caller.name());
                                    default -> true;
                                })
                .flatMap(caller -> ownCalls(caller).stream())
                .filter(e -> e.to == target)
                .toList();
    }

    private void stampede(ActiveFault f, ServiceState s) {
        double k = strength(f, s);
        if (s.kind() == ServiceKind.CACHE) {
            double to = f.fault.with().share(Knob.SHARE, 0.1);
            s.effects.hitRatio = k * to + (1 - k) * Model.USUAL_HIT_RATIO;
        } else {
            onPods(
                    f,
                    s,
                    (kk, e) -> {
                        e.work *= 1 + kk * 1.5;
                        e.delay(kk * 150, "");
                    });
        }
    }

    private void dns(ActiveFault f, ServiceState s) {
        double share = f.fault.with().share(Knob.ERROR, f.fault.with().share(Knob.SHARE, 0.6));
        double k = share * (f.binding instanceof Binding.Surroundings ? 1 : strength(f, s));
        boolean calls = s.edges.stream().anyMatch(e -> !e.consumes);
        if (calls) {
            s.edges.forEach(e -> e.effects.fail(k, "dns"));
        } else if (world.service(f.fault.target()).isPresent()) {
            unreachable(f, s, share, "dns");
        }
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
            case NODE_PRESSURE -> changes.pressure(nodeOfBinding(f), "MemoryPressure", false);
            case NOISY_NEIGHBOUR -> changes.noNeighbour();
            case QUOTA_REACHED -> changes.noQuota();
            case DEPENDENCY_DOWN -> {
                for (ServiceState s : targets(f.fault)) {
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
