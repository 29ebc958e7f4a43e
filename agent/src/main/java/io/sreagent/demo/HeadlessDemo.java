package io.sreagent.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.simulator.Simulator;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the story of a scenario on a terminal and answers plans as the flags say. */
final class HeadlessDemo implements Trial.Keeper {
    /** After a rejection the world is watched so long before it is compared. */
    private static final Duration AFTER_REJECTION = Duration.ofMinutes(10);

    private final PrintStream out;
    private final Transcript transcript;
    private final boolean approve;
    private final boolean reject;
    private boolean stoppedForApproval;
    private @Nullable ClusterObjects before;
    private @Nullable Instant rejectedAt;
    private @Nullable Boolean unchanged;

    HeadlessDemo(PrintStream out, boolean approve, boolean reject) {
        this.out = out;
        this.transcript = new Transcript(out);
        this.approve = approve;
        this.reject = reject;
    }

    @Override
    public boolean between(AgentClient agent, Simulator world) {
        boolean over = false;
        for (JsonNode incident : agent.incidents()) {
            JsonNode whole = agent.incident(incident.path("id").asText());
            transcript.tell(whole);
            over |= isOver(whole) && !reject;
        }
        for (JsonNode plan : agent.pending()) {
            if (answer(agent, world, plan)) return true;
        }
        if (rejectedAt != null && Trial.now(world).isAfter(rejectedAt.plus(AFTER_REJECTION))) {
            unchanged = compare(world);
            return true;
        }
        return over;
    }

    /** Prints how it ended; true when it ended as it should. */
    boolean conclude(List<JsonNode> incidents) {
        incidents.forEach(transcript::tellEnd);
        if (unchanged != null) return unchanged;
        if (stoppedForApproval) return true;
        boolean resolved =
                !incidents.isEmpty()
                        && incidents.stream()
                                .allMatch(i -> i.path("state").asText().equals("RESOLVED"));
        if (!resolved) out.println("Not resolved by the program; a person has it.");
        return resolved;
    }

    /** Returns true when this ends the demo. */
    private boolean answer(AgentClient agent, Simulator world, JsonNode plan) {
        String id = plan.path("id").asText();
        if (approve) {
            agent.approve(plan, "approved by flag");
            return false;
        }
        if (reject) {
            before = objects(world);
            agent.reject(plan, "rejected by flag");
            rejectedAt = Trial.now(world);
            return false;
        }
        out.printf("%nStopped: %s waits for an approval.%n", id);
        out.printf(
                "  here     ./sre-agent demo --headless --scenario %s --approve   (or --reject)%n",
                world.scenario().id());
        out.printf("  for real ./sre-agent approvals approve %s --reason \"…\"%n", id);
        stoppedForApproval = true;
        return true;
    }

    private boolean compare(Simulator world) {
        ClusterObjects after = objects(world);
        boolean same = after.equals(before);
        long writes = world.requests().stream().filter(request -> !request.dryRun()).count();
        out.printf(
                "%nRejected. %d objects compared before and after: %s. Writes the cluster saw: %d.%n",
                after.byPath().size(), same ? "all the same" : "THEY DIFFER", writes);
        return same && writes == 0;
    }

    private static ClusterObjects objects(Simulator world) {
        try {
            return ClusterObjects.of(world.kubernetesUrl());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isOver(JsonNode incident) {
        String state = incident.path("state").asText();
        return state.equals("RESOLVED") || state.equals("ESCALATED");
    }
}
