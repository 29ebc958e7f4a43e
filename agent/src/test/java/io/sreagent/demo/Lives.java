package io.sreagent.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.simulator.Simulator;
import io.sreagent.simulator.SimulatorOptions;
import io.sreagent.simulator.http.Mutation;
import io.sreagent.simulator.scenario.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Lives of the program in worlds that outlive it. A world is lived through in lock-step, so that
 * its time stands still while nobody is there.
 */
final class Lives {
    private static final Duration LEAD = Duration.ofMinutes(5);

    private final Scenario scenario;
    private final List<String> command;
    private final Map<String, String> environment;

    Lives(Scenario scenario, List<String> command, Map<String, String> environment) {
        this.scenario = scenario;
        this.command = command;
        this.environment = Map.copyOf(environment);
    }

    /**
     * What a life has left.
     *
     * @param points commit points that were passed until it ended, or was killed
     * @param requests that asked the cluster for a change
     * @param told keys of the notices that people got, each as often as it came
     */
    record Traces(
            List<String> points,
            List<JsonNode> incidents,
            JsonNode auditVerdict,
            List<Mutation> requests,
            List<String> told) {}

    Traces undisturbed() throws Exception {
        return live(Optional.empty());
    }

    /** Killed at a commit point, and started again on the same database in the same world. */
    Traces killedAt(KillPoint point) throws Exception {
        return live(Optional.of(point));
    }

    private Traces live(Optional<KillPoint> killAt) throws Exception {
        Duration skip = scenario.firstFault().minus(LEAD);
        SimulatorOptions options = SimulatorOptions.lockstep().skipping(skip);
        try (Stage stage = Stage.set(Simulator.start(scenario, options), 0);
                Mailbox mailbox = Mailbox.open()) {
            Keeper keeper = new Keeper(stage.world());
            Path log = stage.folder().resolve("points");
            Map<String, String> reachable = new HashMap<>(environment);
            reachable.put("NOTIFICATION_ENABLED", "true");
            reachable.put("NOTIFICATION_WEBHOOK_URL", mailbox.url());
            Map<String, String> logged = new HashMap<>(reachable);
            logged.put("SRE_AGENT_COMMIT_LOG", log.toString());
            if (killAt.isEmpty()) {
                AgentProcess only = keeper.start(command, stage, logged);
                return live(only, keeper, mailbox, () -> Files.readAllLines(log));
            }
            Map<String, String> deadly = new HashMap<>(logged);
            deadly.put("SRE_AGENT_KILL_AT", killAt.get().at());
            keeper.start(command, stage, deadly);
            keeper.awaitKill();
            List<String> passed = Files.readAllLines(log);
            AgentProcess next = keeper.start(command, stage, reachable);
            return live(next, keeper, mailbox, () -> passed);
        }
    }

    private static Traces live(
            AgentProcess agent, Keeper keeper, Mailbox mailbox, Callable<List<String>> passed)
            throws Exception {
        try (agent) {
            keeper.awaitEnd();
            mailbox.await("/resolved/");
            AgentClient client = agent.client();
            List<JsonNode> incidents = new ArrayList<>();
            for (JsonNode each : client.incidents())
                incidents.add(client.incident(each.path("id").asText()));
            JsonNode verdict = client.get("/api/v1/audit/verify");
            agent.kill();
            return new Traces(passed.call(), incidents, verdict, keeper.requests(), mailbox.keys());
        }
    }
}
