package io.sreagent.simulator.world;

/** What the logs of a pod complain about. */
final class Blame {
    private Blame() {}

    /** What the log of a pod would blame, when no fault sits in the pod itself. */
    static String of(ServiceState s, PodState p) {
        if (!s.effects.trouble.isEmpty()) {
            return s.effects.trouble;
        }
        if (p.overload > 0.01) {
            return "overload";
        }
        if (p.errorShare < 0.02) {
            return "";
        }
        ServiceState.Edge worst = null;
        for (ServiceState.Edge e : s.edges) {
            worst =
                    e.errorShare > 0.01 && (worst == null || e.errorShare > worst.errorShare)
                            ? e
                            : worst;
        }
        if (worst == null) {
            return s.threadShare > 1 ? "threads" : "";
        }
        String how =
                !worst.effects.trouble.isEmpty()
                        ? worst.effects.trouble
                        : worst.to.readyPods <= 0 || worst.to.effects.down
                                ? "refused"
                                : worst.latencyMs > 1_000 ? "timeout" : "upstream";
        return how + ">" + worst.to.name();
    }
}
