package io.sreagent.simulator.world;

import io.sreagent.simulator.scenario.Call;
import io.sreagent.simulator.scenario.ServiceKind;
import io.sreagent.simulator.scenario.ServiceSpec;
import java.util.ArrayList;
import java.util.List;

/** One service in the model: what it is calibrated to, and how the last minute went. */
final class ServiceState {
    final ServiceSpec spec;
    final List<Edge> edges = new ArrayList<>();
    final List<PodState> pods = new ArrayList<>();
    final Effects effects = new Effects();
    final int number;
    boolean entry;
    private boolean callsDatabase;

    // calibrated once, at the mean load
    double usualRps;
    double cpuSeconds; // CPU per request
    double threads; // requests in work at once, per pod
    double pool; // database connections, per pod; of a database: all it accepts, per pod

    // last minute
    double inflow;
    double surge; // of the inflow, asked directly at this service beyond the usual
    double served;
    double latencyMs;
    double errorShare;
    double sigma = 0.55;
    double readyPods;
    double utilisation;
    double throttled;
    double connections;
    double connectionShare;
    double threadShare;
    double hitRatio = Model.USUAL_HIT_RATIO;
    int consumers; // kinds of worker that take from this queue
    double depth; // messages in a queue
    double callErrors; // of the calls it makes, failing before they leave it
    double drained; // taken from it, per second
    double published; // put into it, per second
    final double[] buckets =
            new double[Model.BOUNDS.length + 1]; // requests of the last minute by latency

    /** A kind of call this service makes. */
    static final class Edge {
        final ServiceState to;
        final double share;
        final boolean consumes; // a worker taking messages, rather than a request
        double rps;
        double errorShare;
        double latencyMs;
        final Effects effects = new Effects();

        Edge(ServiceState to, double share, boolean consumes) {
            this.to = to;
            this.share = share;
            this.consumes = consumes;
        }
    }

    ServiceState(ServiceSpec spec, int number) {
        this.spec = spec;
        this.number = number;
    }

    void overload(double share) {
        utilisation = share;
    }

    /** Share of the calls this service makes that fail before they leave it. */
    double effectsOnCalls() {
        return callErrors;
    }

    String name() {
        return spec.name();
    }

    ServiceKind kind() {
        return spec.kind();
    }

    boolean serves() {
        return spec.kind() == ServiceKind.HTTP;
    }

    /** Whether it holds database connections for its calls. */
    boolean callsDatabase() {
        return callsDatabase;
    }

    private static Edge consuming(ServiceState queue, double share) {
        queue.consumers++;
        return new Edge(queue, share, true);
    }

    /**
     * Joins services by their calls. A worker's first queue is what it takes messages from; a
     * queue's call to a worker says the same.
     */
    static void connect(List<ServiceState> services) {
        for (ServiceState service : services) {
            boolean consuming = false;
            for (Call call : service.spec.calls()) {
                ServiceState to =
                        services.stream()
                                .filter(s -> s.name().equals(call.to()))
                                .findFirst()
                                .orElseThrow();
                if (service.kind() == ServiceKind.QUEUE && to.kind() == ServiceKind.WORKER) {
                    to.edges.add(consuming(service, call.share()));
                    continue;
                }
                boolean consumes =
                        service.kind() == ServiceKind.WORKER
                                && to.kind() == ServiceKind.QUEUE
                                && !consuming;
                consuming |= consumes;
                service.callsDatabase |= to.kind() == ServiceKind.DATABASE;
                service.edges.add(
                        consumes ? consuming(to, call.share()) : new Edge(to, call.share(), false));
            }
        }
    }
}
