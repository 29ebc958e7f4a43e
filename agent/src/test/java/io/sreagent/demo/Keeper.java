package io.sreagent.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.incident.CommitPoints;
import io.sreagent.simulator.Simulator;
import io.sreagent.simulator.http.Mutation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a world in which one process after the other lives: approves what is offered between two
 * instants, and stops time when no incident is open any more.
 */
final class Keeper {
    private static final Duration LOOK = Duration.ofMillis(50);

    /** A request of a dying process ends before the process does, by as much at most. */
    private static final Duration DYING = Duration.ofSeconds(20);

    private final Simulator world;
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private volatile CompletableFuture<AgentProcess> living = new CompletableFuture<>();
    private volatile @Nullable AgentProcess current;

    Keeper(Simulator world) {
        this.world = world;
        world.onAdvance(this::between);
    }

    /** Starts a process that is answered from now on. The one before must be dead. */
    AgentProcess start(List<String> command, Stage stage, Map<String, String> more)
            throws IOException {
        // It may ask for time to pass before its start has been noticed here.
        living = new CompletableFuture<>();
        AgentProcess started = AgentProcess.start(command, stage, more);
        current = started;
        living.complete(started);
        return started;
    }

    List<Mutation> requests() {
        return world.requests();
    }

    /** Waits until the process has been killed; anything else that ends this is a failure. */
    void awaitKill() throws Exception {
        AgentProcess agent = process();
        while (!agent.awaitEnd(LOOK)) {
            if (over.isDone()) {
                agent.kill();
                over.get();
                throw new IOException("the incident was over, and it had not been killed");
            }
        }
        if (agent.exitStatus() != CommitPoints.KILLED) throw died(agent);
    }

    /** Waits until no incident is open any more. */
    void awaitEnd() throws Exception {
        AgentProcess agent = process();
        while (!over.isDone()) if (agent.awaitEnd(LOOK)) throw died(agent);
        over.get();
    }

    private void between() {
        if (over.isDone()) throw new IllegalStateException("the world has ended");
        AgentProcess agent = living.join();
        try {
            boolean late = !world.clock().instant().isBefore(world.truth().end());
            if (look(agent.client()) || late) over.complete(true);
        } catch (RuntimeException broken) {
            // Whoever was killed while it was answered did not see time pass.
            if (!isDying(agent)) over.completeExceptionally(broken);
            throw broken;
        }
    }

    private static boolean look(AgentClient agent) {
        for (JsonNode plan : agent.pending()) agent.approve(plan, "approved by the test");
        List<JsonNode> incidents = agent.incidents();
        return !incidents.isEmpty()
                && incidents.stream()
                        .map(incident -> incident.path("state").asText())
                        .allMatch(state -> state.equals("RESOLVED") || state.equals("ESCALATED"));
    }

    private AgentProcess process() {
        AgentProcess agent = current;
        if (agent == null) throw new IllegalStateException("nobody lives here yet");
        return agent;
    }

    private static boolean isDying(AgentProcess agent) {
        try {
            return agent.awaitEnd(DYING);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static IOException died(AgentProcess agent) throws IOException {
        return new IOException(
                "it ended by itself with %d:%n%s".formatted(agent.exitStatus(), agent.lastWords()));
    }
}
