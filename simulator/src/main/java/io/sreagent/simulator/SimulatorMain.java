package io.sreagent.simulator;

import io.sreagent.simulator.scenario.Scenario;
import io.sreagent.simulator.scenario.ScenarioException;
import io.sreagent.simulator.scenario.ScenarioParser;
import io.sreagent.simulator.scenario.ShippedScenarios;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a scenario alone: {@code --scenario NAME|FILE [--speed N] [--lockstep] [--port-base P]
 * [--seed N] [--skip 50m] [--token T]}. Prints the three addresses and runs until stopped. Exits 2
 * on a bad file or option.
 */
public final class SimulatorMain {
    private static final List<String> OPTIONS =
            List.of("--scenario", "--speed", "--port-base", "--seed", "--skip", "--token");

    private SimulatorMain() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            run(args);
        } catch (ScenarioException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(String[] args) throws InterruptedException {
        Map<String, String> given = new HashMap<>();
        boolean lockstep = false;
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--lockstep")) {
                lockstep = true;
            } else if (OPTIONS.contains(args[i]) && i + 1 < args.length) {
                given.put(args[i], args[++i]);
            } else {
                throw new IllegalArgumentException(
                        "'%s' is not understood; options: %s, --lockstep"
                                .formatted(args[i], String.join(", ", OPTIONS)));
            }
        }
        Scenario scenario = scenario(given.getOrDefault("--scenario", "memory-leak"));
        if (given.containsKey("--seed")) {
            scenario = scenario.withSeed(Long.parseLong(given.get("--seed")));
        }
        SimulatorOptions options =
                lockstep
                        ? SimulatorOptions.lockstep()
                        : SimulatorOptions.scaled(
                                Double.parseDouble(given.getOrDefault("--speed", "60")));
        Duration skip =
                io.sreagent.simulator.scenario.Quantity.duration(given.getOrDefault("--skip", "0"));
        options =
                options.withPortBase(Integer.parseInt(given.getOrDefault("--port-base", "0")))
                        .withToken(given.getOrDefault("--token", ""))
                        .skipping(skip);
        try (Simulator simulator = Simulator.start(scenario, options)) {
            System.out.printf(
                    "scenario    %s%nprometheus  %s%nkubernetes  %s%nloki        %s%ncontrol    "
                            + " %s%nsimulated   %s%n",
                    scenario.id(),
                    simulator.prometheusUrl(),
                    simulator.kubernetesUrl(),
                    simulator.lokiUrl(),
                    simulator.controlUrl(),
                    simulator.clock().instant());
            new CountDownLatch(1).await(); // until the process is stopped
        }
    }

    static Scenario scenario(String nameOrFile) {
        Path file = Path.of(nameOrFile);
        if (Files.isRegularFile(file)) {
            return ScenarioParser.parse(file);
        }
        return ShippedScenarios.load(nameOrFile)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'%s' is neither a file nor a shipped scenario; shipped: %s"
                                                .formatted(
                                                        nameOrFile,
                                                        Arrays.toString(
                                                                ShippedScenarios.names()
                                                                        .keySet()
                                                                        .toArray()))));
    }
}
