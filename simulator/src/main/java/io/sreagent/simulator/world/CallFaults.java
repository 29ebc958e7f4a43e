package io.sreagent.simulator.world;

import io.sreagent.simulator.scenario.ServiceKind;
import io.sreagent.simulator.scenario.Settings;
import io.sreagent.simulator.scenario.Settings.Knob;
import java.util.List;
import java.util.Optional;

/** What faults do to calls between services: they fail, wait, multiply or find nobody. */
final class CallFaults {
    private final World world;
    private final Reach reach;

    CallFaults(World world, Reach reach) {
        this.world = world;
        this.reach = reach;
    }

    void slowQuery(ActiveFault f, ServiceState s) {
        Settings with = f.fault.with();
        List<ServiceState> databases =
                s.kind() == ServiceKind.DATABASE
                        ? List.of(s)
                        : s.edges.stream()
                                .map(e -> e.to)
                                .filter(d -> d.kind() == ServiceKind.DATABASE)
                                .toList();
        double k = reach.strength(f, s);
        if (k <= 0) {
            return;
        }
        double ms = with.millis(Knob.LATENCY, with.has(Knob.FACTOR) ? 0 : 180);
        if (databases.isEmpty()) {
            reach.onPods(f, s, (kk, e) -> e.delay(kk * ms, "slow-query"));
        }
        for (ServiceState d : databases) {
            d.effects.delay(k * ms, "slow-query");
            d.effects.slow *= 1 + k * (with.number(Knob.FACTOR, 1) - 1);
            d.effects.work *= 1 + k * 1.2;
        }
    }

    void dependencyDown(ActiveFault f, ServiceState s) {
        double share = f.fault.with().share(Knob.ERROR, f.fault.with().share(Knob.SHARE, 1));
        String to = f.fault.with().text("dependency", f.fault.with().text("to", ""));
        Optional<ServiceState.Edge> edge =
                s.edges.stream().filter(e -> e.to.name().equals(to)).findFirst();
        if (edge.isPresent()) {
            edge.get().effects.fail(share, "refused");
        } else if (s.spec.external() || s.pods.isEmpty()) {
            s.effects.fail(share, "refused");
        } else if (share < 1) {
            reach.onPods(f, s, (k, e) -> e.fail(k * share, "refused"));
        } else {
            reach.eachPod(f, s, (p, e) -> e.down = true);
            s.effects.down =
                    s.pods.stream()
                            .noneMatch(p -> p.running && p.readySince >= 0 && !p.effects.down);
        }
    }

    /** Calls to the service fail on the way; where nobody calls it, people's requests do. */
    void unreachable(ActiveFault f, ServiceState s, double share, String why) {
        double k = share * (f.binding instanceof Binding.Surroundings ? 1 : reach.strength(f, s));
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

    void packetLoss(ActiveFault f, ServiceState s) {
        double loss = f.fault.with().share(Knob.SHARE, f.fault.with().share(Knob.ERROR, 0.15));
        // TCP repeats what is lost after at least 200 ms; a request fails when four tries in a row
        // are lost.
        double delay = 200 * loss / Math.max(0.05, 1 - loss) * 4;
        double errors = Math.min(1, Math.pow(loss, 2) * 4);
        if (f.binding instanceof Binding.Node) {
            reach.eachPod(
                    f,
                    s,
                    (p, e) -> {
                        e.delay(delay, "packets");
                        e.fail(errors, "packets");
                        p.lostPackets = loss;
                    });
            return;
        }
        double k = reach.strength(f, s);
        s.effects.delay(k * delay, "packets");
        s.effects.fail(k * errors, "packets");
        s.pods.forEach(p -> p.lostPackets = k * loss);
    }

    void retryStorm(ActiveFault f, ServiceState s, long now) {
        double factor =
                1
                        + (f.fault.with().number(Knob.FACTOR, f.fault.with().number(Knob.COUNT, 4))
                                        - 1)
                                * f.ramp(now, FaultEffects.rampMinutes(f.fault.with(), 4));
        boolean bound = f.binding instanceof Binding.Version || f.binding instanceof Binding.Config;
        double k = bound ? reach.strength(f, s) : 1;
        double more = 1 + k * (factor - 1);
        boolean carries = bound && !reach.carriedElsewhere(f, s);
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

    void stampede(ActiveFault f, ServiceState s) {
        double k = reach.strength(f, s);
        if (s.kind() == ServiceKind.CACHE) {
            double to = f.fault.with().share(Knob.SHARE, 0.1);
            s.effects.hitRatio = k * to + (1 - k) * Model.USUAL_HIT_RATIO;
        } else {
            reach.onPods(
                    f,
                    s,
                    (kk, e) -> {
                        e.work *= 1 + kk * 1.5;
                        e.delay(kk * 150, "");
                    });
        }
    }

    void dns(ActiveFault f, ServiceState s) {
        double share = f.fault.with().share(Knob.ERROR, f.fault.with().share(Knob.SHARE, 0.6));
        double k = share * (f.binding instanceof Binding.Surroundings ? 1 : reach.strength(f, s));
        boolean calls = s.edges.stream().anyMatch(e -> !e.consumes);
        if (calls) {
            s.edges.forEach(e -> e.effects.fail(k, "dns"));
        } else if (world.service(f.fault.target()).isPresent()) {
            unreachable(f, s, share, "dns");
        }
    }
}
