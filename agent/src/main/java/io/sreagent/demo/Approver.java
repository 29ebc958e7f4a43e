package io.sreagent.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.simulator.Simulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Approves every plan that is offered, and has seen enough when all trouble has been settled for a
 * while.
 */
final class Approver implements Trial.Keeper {
    /** Long enough for the second look half an hour after a fix. */
    private static final Duration SETTLED_FOR = Duration.ofMinutes(45);

    private @Nullable Instant settledSince;

    @Override
    public boolean between(AgentClient agent, Simulator world) {
        for (JsonNode plan : agent.pending()) agent.approve(plan, "approved by the evaluation");
        if (world.scenario().faults().isEmpty()) return false;
        Instant now = Trial.now(world);
        boolean settled = isPastFaults(world, now) && isSettled(agent.incidents());
        if (!settled) settledSince = null;
        if (settled && settledSince == null) settledSince = now;
        return settledSince != null && now.isAfter(settledSince.plus(SETTLED_FOR));
    }

    private static boolean isPastFaults(Simulator world, Instant now) {
        Duration last = world.scenario().faults().getLast().at();
        return now.isAfter(world.truth().start().plus(last));
    }

    private static boolean isSettled(List<JsonNode> incidents) {
        return !incidents.isEmpty()
                && incidents.stream()
                        .map(incident -> incident.path("state").asText())
                        .allMatch(state -> state.equals("RESOLVED") || state.equals("ESCALATED"));
    }
}
