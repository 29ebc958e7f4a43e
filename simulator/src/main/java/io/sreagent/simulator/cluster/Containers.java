package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** What runs inside the pods; the world implements it, the kubelets ask and tell. */
public interface Containers {
    /** A container's end. */
    record Exit(String reason, int code, String message) {
        public static final Exit OUT_OF_MEMORY = new Exit("OOMKilled", 137, "");
    }

    boolean imageExists(String image);

    /** The container is about to start; an exit when it will die before it is ready. */
    Optional<Exit> started(ObjectNode pod);

    void stopped(ObjectNode pod);

    /** The readiness of a running pod changed. */
    void ready(ObjectNode pod, boolean ready);

    /** Whether the readiness probe succeeds. */
    boolean healthy(ObjectNode pod);

    /** Whether another pod may be created in this namespace; a reason when a quota forbids it. */
    Optional<String> quotaRefusal(String namespace);
}
