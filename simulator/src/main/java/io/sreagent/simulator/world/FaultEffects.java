package io.sreagent.simulator.world;

import io.sreagent.simulator.scenario.FaultKind;
import io.sreagent.simulator.scenario.Settings;
import io.sreagent.simulator.scenario.Settings.Knob;
import java.time.Duration;

/**
 * What each kind of fault does in a minute: the table of all of them, and what pods do to
 * themselves.
 */
final class FaultEffects {
    private final Reach reach;
    private final MachineFaults machines;
    private final CallFaults calls;

    FaultEffects(World world, Reach reach) {
        this.reach = reach;
        this.machines = new MachineFaults(world, reach);
        this.calls = new CallFaults(world, reach);
    }

    void work(ActiveFault f, ServiceState s, long now) {
        Settings with = f.fault.with();
        switch (f.fault.kind()) {
            case MEMORY_LEAK -> reach.onPods(f, s, (k, e) -> e.leakMib += k * with.perMinute(6));
            case CPU_HOG -> hog(f, s);
            case TRAFFIC_SURGE ->
                    s.effects.direct =
                            1
                                    + (surge(with) - 1)
                                            * f.ramp(now, rampMinutes(with, 3))
                                            * reach.strength(f, s);
            case BAD_CONFIG -> badBehaviour(f, s, 0.35, 0);
            case BAD_RELEASE ->
                    badBehaviour(
                            f, s, with.has(Knob.LATENCY) || with.has(Knob.FACTOR) ? 0 : 0.25, 0);
            case BAD_IMAGE -> {} // the pods that cannot start are the effect
            case SLOW_QUERY -> calls.slowQuery(f, s);
            case DEPENDENCY_DOWN -> calls.dependencyDown(f, s);
            case POOL_EXHAUSTION ->
                    reach.onPods(f, s, (k, e) -> e.connections += k * taken(f, s, now));
            case CERTIFICATE_EXPIRED -> calls.unreachable(f, s, with.share(Knob.ERROR, 1), "tls");
            case DISK_FILL -> machines.diskFill(f, s, now);
            case PVC_FILL -> machines.pvcFill(f, s);
            case NODE_PRESSURE -> machines.nodePressure(f, s);
            case NOISY_NEIGHBOUR -> machines.noisyNeighbour(f, s);
            case PACKET_LOSS -> calls.packetLoss(f, s);
            case QUEUE_BACKLOG ->
                    reach.onPods(
                            f, s, (k, e) -> e.work *= 1 + k * (with.number(Knob.FACTOR, 4) - 1));
            case RETRY_STORM -> calls.retryStorm(f, s, now);
            case LATENCY_DRIFT -> reach.onPods(f, s, (k, e) -> e.delay(k * drift(f, now), ""));
            case CACHE_STAMPEDE -> calls.stampede(f, s);
            case DNS_FAILURE -> calls.dns(f, s);
            case QUOTA_REACHED -> {
                if (s.spec.external()) {
                    s.effects.fail(with.share(Knob.ERROR, 0.6), "quota");
                }
            }
        }
    }

    static double rampMinutes(Settings with, double otherwise) {
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
        reach.onPods(
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

    private void hog(ActiveFault f, ServiceState s) {
        Settings with = f.fault.with();
        double cores = with.number(Knob.CORES, with.share(Knob.SHARE, 0.8) * s.spec.cpu());
        reach.onPods(
                f,
                s,
                (k, e) -> {
                    e.hogCores += k * cores;
                    e.trouble = "busy";
                });
    }

    /** How many times the usual load. */
    private static double surge(Settings with) {
        double usual = with.has(Knob.SHARE) ? 1 + with.share(Knob.SHARE, 1) : 3;
        return with.number(Knob.FACTOR, usual);
    }

    /** Connections that nobody gives back. */
    private static double taken(ActiveFault f, ServiceState s, long now) {
        Settings with = f.fault.with();
        if (with.has(Knob.GROWTH)) return Math.min(s.pool, with.perMinute(1) * f.minutes(now));
        if (with.has(Knob.COUNT)) return Math.max(0, s.pool - with.number(Knob.COUNT, 2));
        return 0.97 * s.pool * f.ramp(now, rampMinutes(with, 10));
    }
}
