package io.sreagent.simulator.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service of a topology.
 *
 * @param replicas pods; 0 for external services
 * @param cpu limit per pod, in cores; half of it is requested
 * @param memoryMib limit per pod, in MiB; half of it is requested
 * @param baseMs mean time to serve a request on an idle pod, without its calls
 * @param version tag of the image it starts with
 * @param storageGib volume per pod, for databases and queues; 0 for none
 */
public record ServiceSpec(
        String name,
        ServiceKind kind,
        int replicas,
        double cpu,
        double memoryMib,
        List<Call> calls,
        double baseMs,
        String version,
        double storageGib,
        @Nullable Autoscale hpa) {
    public ServiceSpec {
        calls = List.copyOf(calls);
    }

    public boolean stateful() {
        return kind == ServiceKind.DATABASE || kind == ServiceKind.QUEUE;
    }

    public boolean external() {
        return kind == ServiceKind.EXTERNAL;
    }
}
