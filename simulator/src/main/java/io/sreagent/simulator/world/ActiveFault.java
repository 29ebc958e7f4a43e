package io.sreagent.simulator.world;

import io.sreagent.simulator.scenario.Fault;

/** A fault that has begun. Times in milliseconds. */
final class ActiveFault {
    final Fault fault;
    final Binding binding;
    final long since;
    final long until;
    double gathered; // what grows: MiB on a node, ms of drift …

    ActiveFault(Fault fault, Binding binding, long since) {
        this.fault = fault;
        this.binding = binding;
        this.since = since;
        this.until = fault.lasts() == null ? Long.MAX_VALUE : since + fault.lasts().toMillis();
    }

    boolean active(long now) {
        return now >= since && now < until;
    }

    /** Whether this pod carries the fault. */
    boolean in(PodState pod) {
        return pod.running
                && switch (binding) {
                    case Binding.Version(String service, String tag) ->
                            pod.service.equals(service) && pod.tag.equals(tag);
                    case Binding.Config(String service, String key, String value) ->
                            pod.service.equals(service) && value.equals(pod.config.get(key));
                    case Binding.Processes(var uids, long began) ->
                            uids.contains(pod.uid) && pod.startedAt <= began;
                    case Binding.Node(String node) -> pod.node.equals(node);
                    case Binding.Surroundings() -> true;
                };
    }

    /** Share of a service's pods that carry the fault, weighted by nothing but their number. */
    double shareIn(ServiceState service) {
        if (binding instanceof Binding.Surroundings) {
            return 1;
        }
        int running = 0;
        int carrying = 0;
        for (PodState pod : service.pods) {
            running += pod.running ? 1 : 0;
            carrying += in(pod) ? 1 : 0;
        }
        return running == 0 ? 0 : (double) carrying / running;
    }

    /** Rises from 0 to 1 over the given minutes. */
    double ramp(long now, double minutes) {
        return minutes <= 0 ? 1 : Math.clamp((now - since) / (minutes * 60_000), 0, 1);
    }

    double minutes(long now) {
        return (now - since) / 60_000.0;
    }
}
