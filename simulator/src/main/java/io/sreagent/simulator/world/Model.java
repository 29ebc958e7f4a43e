package io.sreagent.simulator.world;

import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.scenario.ServiceKind;
import io.sreagent.simulator.scenario.Topology;
import java.util.ArrayList;
import java.util.List;

/**
 * The one model everything comes from: one minute of load through the graph of calls.
 *
 * <p>Downwards, callers first: requests arrive, each pod serves what its CPU allows. Upwards,
 * callees first: each service takes the time it needs itself plus that of its calls, and fails when
 * it or they fail.
 *
 * <ul>
 *   <li>Waiting: Sakasegawa's approximation for M/M/c, Wq = s rho^(sqrt(2(c+1)) - 1) / (c (1 -
 *       rho)) ("An approximation formula Lq = alpha rho^beta / (1 - rho)", Annals of the Institute
 *       of Statistical Mathematics 29, 1977), capped by the accept queue.
 *   <li>Overload: what exceeds capacity is turned away, 1 - 1/rho.
 *   <li>Requests in work at once, N = lambda W (Little 1961), over the pod's threads are turned
 *       away too: slow callees exhaust their callers.
 *   <li>Latency is log-normal around its mean; what exceeds the caller's patience is a time-out.
 * </ul>
 *
 * CPU per request is calibrated so that at the mean load every service runs at a moderate
 * utilisation, whatever the topology. Cost: pods + calls, about a microsecond each.
 */
final class Model {
    /** Bounds of the latency histogram, in seconds. */
    static final double[] BOUNDS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

    private static final double[] LOG_BOUNDS = // of the same in milliseconds
            java.util.Arrays.stream(BOUNDS).map(b -> Math.log(b * 1000)).toArray();

    static final double USUAL_HIT_RATIO = 0.92;
    private static final double IDLE = 0.03; // of the CPU limit, burnt without any request
    private static final double QUEUE_MS = 3_000; // longest wait in an accept queue
    private static final double PATIENCE_MS = 2_000; // callers give up
    private static final double SERVER_TIMEOUT_MS = 8_000;
    private static final double USUAL_ERRORS = 0.0006;
    private static final double PASSED_ON =
            0.25; // share of surplus requests that reach the callees
    private static final double RETRIES = 0.3; // repeated calls per failed call

    final List<ServiceState> services; // callers first
    private final LoadCurve curve;
    private final double baseRps;
    private final Dice dice;
    private int entries;

    Model(Topology topology, double baseRps, LoadCurve curve, Dice dice) {
        this.curve = curve;
        this.baseRps = baseRps;
        this.dice = dice;
        services = new ArrayList<>();
        topology.callersFirst()
                .forEach(spec -> services.add(new ServiceState(spec, services.size())));
        ServiceState.connect(services);
        var entryNames = topology.entries().stream().map(s -> s.name()).toList();
        services.forEach(s -> s.entry = entryNames.contains(s.name()));
        entries = Math.max(1, entryNames.size());
        calibrate();
    }

    ServiceState service(String name) {
        return services.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }

    /** Sets CPU per request, threads and pools from the flows at the mean load. */
    private void calibrate() {
        for (int round = 0; round < 3; round++) { // workers take what came the round before
            services.forEach(s -> s.inflow = s.entry ? baseRps / entries : 0);
            for (ServiceState s : services) {
                s.inflow += s.kind() == ServiceKind.WORKER ? consumable(s) : 0;
                s.usualRps = Math.max(s.inflow, 0.01);
                pass(s, s.inflow, false);
            }
            services.forEach(s -> s.published = s.inflow);
        }
        double peak = curve.peak();
        for (ServiceState s : services) {
            double usual =
                    switch (s.kind()) {
                        case HTTP, WORKER -> Math.min(0.42, 0.62 / peak);
                        case DATABASE, CACHE -> 0.25;
                        default -> 0.18;
                    };
            int replicas = Math.max(1, s.spec.replicas());
            s.cpuSeconds = (usual - IDLE) * replicas * s.spec.cpu() / s.usualRps;
            s.threads = Math.max(32, Math.ceil(3 * peak * s.usualRps / replicas));
            s.pool =
                    s.kind() == ServiceKind.DATABASE
                            ? Math.max(
                                    100,
                                    50 * Math.ceil(s.usualRps * s.spec.baseMs() / 1000 * 8 / 50))
                            : Math.max(20, 10 * Math.ceil(databaseCalls(s) * 0.03 / replicas));
            s.inflow = 0;
            s.readyPods = replicas;
        }
    }

    private static double databaseCalls(ServiceState s) {
        double sum = 0;
        for (ServiceState.Edge e : s.edges) {
            sum += e.to.kind() == ServiceKind.DATABASE ? e.share * s.usualRps : 0;
        }
        return sum;
    }

    private static double consumable(ServiceState worker) {
        double sum = 0;
        for (ServiceState.Edge e : worker.edges) {
            sum +=
                    e.consumes
                            ? e.to.published
                                    / e.to.consumers
                                    * Math.min(1, Math.max(e.share, 0.0001))
                            : 0;
        }
        return sum;
    }

    private static void pass(ServiceState s, double served, boolean live) {
        double misses = misses(s);
        for (ServiceState.Edge e : s.edges) {
            if (e.consumes) {
                e.rps = served;
                continue;
            }
            e.rps = served * e.share * (e.to.kind() == ServiceKind.DATABASE ? misses : 1);
            if (live) {
                e.rps *= 1 + RETRIES * e.errorShare;
            }
            e.to.inflow += e.rps;
            if (live
                    && e.effects.inflow
                            > 1) { // repeated by an eager client: they load the callee like any
                // other
                double more = e.rps * (e.effects.inflow - 1);
                e.to.inflow += more;
                e.rps += more;
            }
        }
    }

    /** How many more of the cached reads reach the database than usual. */
    private static double misses(ServiceState s) {
        for (ServiceState.Edge e : s.edges) {
            if (e.to.kind() == ServiceKind.CACHE) {
                return (1 - e.to.hitRatio) / (1 - USUAL_HIT_RATIO);
            }
        }
        return s.kind() == ServiceKind.CACHE ? (1 - s.hitRatio) / (1 - USUAL_HIT_RATIO) : 1;
    }

    /**
     * One minute that ends now.
     *
     * @param since where it began; pods count for the part of it they were ready
     */
    void step(long now, long since) {
        long minute = now / 60_000;
        double factor = curve.at(now);
        double load = baseRps * factor / entries;
        for (ServiceState s : services) {
            s.hitRatio = hitRatio(s, minute);
            s.drained = 0;
            double direct = s.entry ? load : 0;
            double usual = s.usualRps * factor;
            s.surge = (s.effects.direct - 1) * (s.entry ? direct : usual);
            s.inflow = direct + s.surge;
        }
        for (ServiceState s : services) {
            down(s, now, since, minute);
        }
        for (int i = services.size() - 1; i >= 0; i--) {
            up(services.get(i), minute);
        }
        services.stream().filter(s -> s.kind() == ServiceKind.QUEUE).forEach(this::balance);
    }

    private double hitRatio(ServiceState s, long minute) {
        if (s.kind() != ServiceKind.CACHE) {
            return USUAL_HIT_RATIO;
        }
        double wanted =
                s.effects.hitRatio >= 0
                        ? s.effects.hitRatio
                        : USUAL_HIT_RATIO + 0.006 * dice.drift(minute * 64 + s.number, 960);
        return s.effects.down ? 0 : Math.clamp(wanted, 0, 0.999);
    }

    private void down(ServiceState s, long now, long since, long minute) {
        if (s.kind() == ServiceKind.WORKER) {
            s.inflow += taken(s);
        }
        double surplus = s.surge;
        if (s.effects.inflow > 1) {
            surplus += s.inflow * (s.effects.inflow - 1);
            s.inflow *= s.effects.inflow;
        }
        if (s.spec.external()) {
            s.served = s.inflow;
            s.overload(0);
            pass(s, s.served, true);
            return;
        }
        long total = 0;
        for (PodState p : s.pods) {
            long ready = p.takeReady(now, since);
            p.share = ready * (1 + 0.03 * dice.gaussian(minute * 4096 + p.number));
            total += ready;
        }
        double weights = 0;
        for (PodState p : s.pods) {
            weights += p.share;
        }
        s.readyPods = total / (double) (now - since);
        s.served = 0;
        s.utilisation = 0;
        s.throttled = 0;
        for (PodState p : s.pods) {
            p.share = weights > 0 ? p.share / weights : 0;
            serve(s, p, minute);
        }
        double kept = s.inflow > 0 ? (s.inflow - surplus * (1 - PASSED_ON)) / s.inflow : 1;
        pass(s, s.served * kept, true);
    }

    private void serve(ServiceState s, PodState p, long minute) {
        p.rps = s.inflow * p.share;
        double limit = p.limitCores;
        double idle = IDLE * limit * (1 + 0.2 * dice.gaussian(minute * 4096 + 2048 + p.number));
        double work = s.cpuSeconds * s.effects.work * p.effects.work;
        double available =
                Math.max(
                        0.05 * limit,
                        (limit - idle - Math.min(p.effects.hogCores, 0.92 * limit))
                                * p.effects.capacity
                                * s.effects.capacity);
        double asked = p.rps * work * (1 + 0.015 * dice.gaussian(minute * 4096 + 1024 + p.number));
        p.utilisation = asked / available;
        p.overload = p.utilisation > 0.98 ? 1 - 0.98 / p.utilisation : 0;
        double starting = p.running ? 1 : 0;
        p.cpuCores =
                starting * Math.min(limit, idle + p.effects.hogCores + Math.min(asked, available));
        double busy = p.cpuCores / limit;
        p.throttled = busy < 0.65 ? 0.002 : Math.min(0.95, Math.pow((busy - 0.65) / 0.35, 2) * 0.9);
        s.served += p.rps * (1 - p.overload);
        s.utilisation += p.share * p.utilisation;
        s.throttled += p.share * p.throttled;
    }

    private void up(ServiceState s, long minute) {
        double depMs = 0;
        double depOk = 1;
        for (ServiceState.Edge e : s.edges) {
            call(s, e);
            if (!e.consumes) {
                depMs +=
                        e.share
                                * (e.to.kind() == ServiceKind.DATABASE
                                        ? Math.min(12, misses(s))
                                        : 1)
                                * e.latencyMs;
            }
            // A cache that fails is missed, not missing: the caller goes on without it.
            double weight = e.to.kind() == ServiceKind.CACHE ? 0.03 : Math.min(1, e.share);
            depOk *= 1 - weight * e.errorShare;
        }
        double wobble =
                Math.exp(
                        0.03 * dice.gaussian(minute * 128 + s.number)
                                + 0.03 * dice.drift(minute * 128 + s.number, 128 * 40));
        if (s.spec.external()) {
            s.latencyMs = s.spec.baseMs() * wobble * s.effects.slow + s.effects.addMs;
            s.errorShare = s.effects.down ? 1 : 1 - (1 - USUAL_ERRORS) * (1 - s.effects.errors);
            s.readyPods = 1;
            return;
        }
        java.util.Arrays.fill(s.buckets, 0);
        double latency = 0;
        double errors = 0;
        s.connections = 0;
        s.threadShare = 0;
        s.connectionShare = 0;
        for (PodState p : s.pods) {
            pod(s, p, depMs, 1 - depOk, wobble, minute);
            latency += p.share * p.latencyMs;
            errors += p.share * p.errorShare;
        }
        boolean nobody = s.readyPods <= 0;
        s.latencyMs = nobody ? 1 : latency;
        s.errorShare = nobody || s.effects.down ? 1 : 1 - (1 - errors) * (1 - s.effects.errors);
        if (s.kind() == ServiceKind.DATABASE) {
            s.connections = Math.min(s.pool * Math.max(1, s.spec.replicas()), s.connections);
        }
    }

    private static void call(ServiceState s, ServiceState.Edge e) {
        ServiceState to = e.to;
        if (e.consumes) {
            e.latencyMs = 1;
            e.errorShare =
                    1
                            - (1 - e.effects.errors)
                                    * (1 - (to.effects.down || to.readyPods <= 0 ? 1 : 0));
            return;
        }
        double fast = Math.min(to.latencyMs + 0.4, PATIENCE_MS);
        double timeouts = beyond(PATIENCE_MS, to.latencyMs, to.sigma);
        double ok =
                (1 - to.errorShare)
                        * (1 - e.effects.errors)
                        * (1 - timeouts)
                        * (1 - s.effectsOnCalls());
        e.latencyMs = Math.min(PATIENCE_MS, fast + e.effects.addMs);
        e.errorShare = 1 - ok;
    }

    private void pod(
            ServiceState s,
            PodState p,
            double depMs,
            double depErrors,
            double wobble,
            long minute) {
        double base =
                s.spec.baseMs()
                        * p.effects.slow
                        * s.effects.slow
                        * wobble
                        * Math.exp(0.025 * dice.gaussian(minute * 4096 + 3072 + p.number));
        double c = Math.max(1, Math.rint(4 * p.limitCores));
        double rho = Math.min(p.utilisation, 0.998);
        double wait =
                Math.min(
                        QUEUE_MS,
                        base * Math.pow(rho, Math.sqrt(2 * (c + 1)) - 1) / (c * (1 - rho)));
        if (p.utilisation >= 0.998) {
            wait = QUEUE_MS;
        }
        double garbage =
                p.limitMib > 0 ? Math.max(0, p.workingSetMib / p.limitMib - 0.92) / 0.08 : 0;
        double own =
                (base + wait) * (1 + 3 * Math.min(1, garbage)) + p.effects.addMs + s.effects.addMs;
        double refused = 0;
        if (s.kind() == ServiceKind.DATABASE) {
            double limit = Math.max(0, s.pool - p.effects.connections);
            double inUse = p.rps * own / 1000 + 3 + 0.02 * s.pool;
            refused = inUse > limit ? 1 - limit / inUse : 0;
            s.connections += Math.min(s.pool, inUse + p.effects.connections);
            s.connectionShare = s.connections / (s.pool * Math.max(1, s.pods.size()));
        } else if (s.callsDatabase() || p.effects.connections > 0) {
            double limit = Math.max(0, s.pool - p.effects.connections - p.leakedConnections);
            double inUse = databaseUse(s, p);
            if (inUse > limit) {
                refused = Math.min(1, (1 - limit / inUse) * Math.min(1, databaseShare(s)));
                own += Math.min(1_000, 30 * inUse / Math.max(limit, 0.5));
                p.effects.trouble = "pool";
            }
            double used = Math.min(s.pool, inUse + p.effects.connections + p.leakedConnections);
            s.connections += used;
            p.poolInUse = used;
            s.connectionShare = Math.max(s.connectionShare, used / s.pool);
        }
        double total = own + depMs;
        double inWork = p.rps * (1 - p.overload) * total / 1000;
        s.threadShare = Math.max(s.threadShare, inWork / s.threads);
        double exhausted = inWork > s.threads ? 1 - s.threads / inWork : 0;
        p.sigma = 0.5 + 0.1 * Math.min(1, p.utilisation);
        s.sigma = p.sigma;
        double timeouts = beyond(SERVER_TIMEOUT_MS, total, p.sigma);
        double ok =
                (1 - USUAL_ERRORS)
                        * (1 - p.overload)
                        * (1 - exhausted)
                        * (1 - refused)
                        * (1 - p.effects.errors)
                        * (1 - depErrors)
                        * (1 - timeouts);
        p.errorShare = p.effects.down || s.effects.down ? 1 : 1 - ok;
        p.latencyMs = p.effects.down ? 1 : total;
        double shed = 1 - (1 - p.overload) * (1 - exhausted) * (1 - refused);
        p.shedPart = p.errorShare > 0 ? Math.min(1, shed / p.errorShare) : 0;
        p.latePart = timeouts > 0.001 ? 0.8 : depErrors > 0.05 ? 0.3 : 0.05;
        double mu = Math.log(Math.max(p.latencyMs, 1e-3)) - p.sigma * p.sigma / 2;
        for (int b = 0; b < BOUNDS.length; b++) {
            p.within[b] = Normal.below((LOG_BOUNDS[b] - mu) / p.sigma);
            s.buckets[b] += p.rps * p.within[b];
        }
        s.buckets[BOUNDS.length] += p.rps;
    }

    private static double databaseShare(ServiceState s) {
        double sum = 0;
        for (ServiceState.Edge e : s.edges) {
            sum += e.to.kind() == ServiceKind.DATABASE ? e.share : 0;
        }
        return sum == 0 ? 1 : sum;
    }

    private static double databaseUse(ServiceState s, PodState p) {
        double inUse = 1;
        for (ServiceState.Edge e : s.edges) {
            inUse += e.to.kind() == ServiceKind.DATABASE ? e.rps * p.share * e.latencyMs / 1000 : 0;
        }
        return inUse;
    }

    /** The part of a log-normal with this mean that lies beyond a bound. */
    static double beyond(double bound, double mean, double sigma) {
        double mu = Math.log(Math.max(mean, 1e-3)) - sigma * sigma / 2;
        return 1 - Normal.below((Math.log(bound) - mu) / sigma);
    }

    /** What a worker takes this minute: what came in, and as much of what waits as it can. */
    private double taken(ServiceState worker) {
        double capacity = 0;
        for (PodState p : worker.pods) {
            if (p.running && p.readySince >= 0) {
                double work = worker.cpuSeconds * worker.effects.work * p.effects.work;
                capacity +=
                        0.95
                                * Math.max(0.05, p.limitCores * (1 - IDLE) - p.effects.hogCores)
                                * p.effects.capacity
                                * worker.effects.capacity
                                / work;
            }
        }
        double sum = 0;
        for (ServiceState.Edge e : worker.edges) {
            if (e.consumes) {
                double share = Math.min(1, Math.max(e.share, 0.0001));
                boolean reachable =
                        !e.to.effects.down && e.to.readyPods > 0 && e.effects.errors < 1;
                double waiting =
                        Math.max(0, e.to.depth - e.to.published * 0.5) / 60 / e.to.consumers;
                double take =
                        reachable
                                ? Math.min(
                                        capacity - sum,
                                        (e.to.published / e.to.consumers + waiting)
                                                * share
                                                * (1 - e.effects.errors))
                                : 0;
                e.to.drained += Math.max(0, take);
                sum += Math.max(0, take);
            }
        }
        return sum;
    }

    private void balance(ServiceState queue) {
        queue.published = queue.inflow * (1 - queue.errorShare);
        queue.depth =
                Math.max(
                        queue.published * 0.5,
                        queue.depth + (queue.published - queue.drained) * 60);
        if (queue.consumers == 0) {
            queue.depth = queue.published * 0.5; // consumed by somebody outside
        }
    }
}
