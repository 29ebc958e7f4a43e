package io.sreagent.simulator.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.ApiException;
import io.sreagent.simulator.cluster.Tree;

/** {@code metav1.Status}, the shape of every error and of some successes. */
final class Status {
    private Status() {}

    static ObjectNode of(ApiException e) {
        ObjectNode status = Tree.object("kind", "Status", "apiVersion", "v1");
        status.putObject("metadata");
        status.put("status", "Failure")
                .put("message", String.valueOf(e.getMessage()))
                .put("reason", e.reason())
                .put("code", e.code());
        if (e.code() == 429) {
            status.putObject("details")
                    .put("retryAfterSeconds", 10)
                    .putArray("causes")
                    .addObject()
                    .put("reason", "DisruptionBudget")
                    .put("message", String.valueOf(e.getMessage()));
        }
        return status;
    }

    static ObjectNode success(int code) {
        ObjectNode status = Tree.object("kind", "Status", "apiVersion", "v1");
        status.putObject("metadata");
        return status.put("status", "Success").put("code", code);
    }
}
