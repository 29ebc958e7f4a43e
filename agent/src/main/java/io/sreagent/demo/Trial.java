package io.sreagent.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.simulator.Simulator;
import io.sreagent.simulator.SimulatorOptions;
import io.sreagent.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * One scenario lived through in lock-step: between two simulated minutes the program is looked at,
 * and its plans are answered. Time does not pass meanwhile, so a run depends on nothing but
 * scenario and seed.
 */
final class Trial {
    /** What happens between two instants of simulated time. */
    interface Keeper {
        /** Looks at the program, answers it; returns true when enough has been seen. */
        boolean between(AgentClient agent, Simulator world);
    }

    private static final Duration LEAD = Duration.ofMinutes(30);

    private final Scenario scenario;
    private final List<String> command;

    Trial(Scenario scenario, List<String> command) {
        this.scenario = scenario;
        this.command = command;
    }

    /** What was seen in the end. */
    record Ending(List<JsonNode> incidents, Simulator world) {}

    /** Lives it through, then hands over what there is to see, while the world still stands. */
    <T> T run(Keeper keeper, java.util.function.Function<Ending, T> conclude) throws IOException {
        try (Stage stage =
                Stage.set(
                        Simulator.start(
                                scenario, SimulatorOptions.lockstep().skipping(skip(scenario))),
                        0)) {
            Simulator world = stage.world();
            CompletableFuture<Boolean> over = new CompletableFuture<>();
            CompletableFuture<AgentProcess> started = new CompletableFuture<>();
            world.onAdvance(
                    () -> {
                        if (over.isDone()) throw new IllegalStateException("the world has ended");
                        try {
                            AgentClient agent = started.join().client();
                            boolean enough = keeper.between(agent, world);
                            if (enough || !world.clock().instant().isBefore(world.truth().end()))
                                over.complete(true);
                        } catch (RuntimeException broken) {
                            over.completeExceptionally(broken);
                        }
                    });
            try (AgentProcess agent = AgentProcess.start(command, stage, Map.of())) {
                started.complete(agent);
                await(over, agent);
                List<JsonNode> incidents = new ArrayList<>();
                for (JsonNode each : agent.client().incidents())
                    incidents.add(agent.client().incident(each.path("id").asText()));
                Files.writeString(stage.folder().resolve("incidents.json"), incidents.toString());
                return conclude.apply(new Ending(incidents, world));
            }
        }
    }

    /** Nothing happens long before the first event, and the program learns from history anyway. */
    static Duration skip(Scenario scenario) {
        Duration first = scenario.faults().isEmpty() ? Duration.ZERO : scenario.firstFault();
        for (var event : scenario.events()) if (event.at().compareTo(first) < 0) first = event.at();
        Duration skip = first.minus(LEAD);
        return skip.isNegative() ? Duration.ZERO : skip;
    }

    private static void await(CompletableFuture<Boolean> over, AgentProcess agent)
            throws IOException {
        while (!over.isDone()) {
            try {
                if (agent.awaitEnd(Duration.ofMillis(200))) {
                    throw new IOException(
                            "the program ended in the middle of it:\n" + agent.lastWords());
                }
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", stopped);
            }
        }
        try {
            over.join();
        } catch (CompletionException broken) {
            throw new IOException("the run broke off: " + broken.getMessage(), broken);
        }
    }

    /** When simulated time stands. */
    static Instant now(Simulator world) {
        return world.clock().instant();
    }
}
