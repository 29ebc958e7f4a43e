package io.sreagent.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.cli.Exit;
import io.sreagent.cli.Failure;
import io.sreagent.simulator.Simulator;
import io.sreagent.simulator.SimulatorOptions;
import io.sreagent.simulator.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the whole loop on a simulated shop that breaks: in the browser, or as a transcript. */
@Command(
        name = "demo",
        description = "Runs a simulated shop that breaks, and the program that mends it.",
        footer = "Approving by flag works here only: nothing real is touched.")
public final class DemoCommand implements Callable<Integer> {
    @Option(
            names = "--headless",
            description = "No browser: lives through it as fast as it can and prints a transcript.")
    private boolean headless;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "memory-leak",
            description = "A shipped scenario (default ${DEFAULT-VALUE}).")
    private String scenario = "memory-leak";

    @Option(names = "--scenario-file", paramLabel = "FILE", description = "A scenario of your own.")
    private @Nullable Path file;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "60",
            description = "Simulated seconds a second in the browser (default ${DEFAULT-VALUE}).")
    private double speed = 60;

    @Option(names = "--seed", paramLabel = "N", description = "Another run of the same scenario.")
    private @Nullable Long seed;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8000",
            description = "Where the page is (default ${DEFAULT-VALUE}).")
    private int port = 8000;

    @ArgGroup private Answer answer = new Answer();

    /** What to say to every plan. */
    static final class Answer {
        @Option(names = "--approve", description = "Approves every plan.")
        boolean approve;

        @Option(
                names = "--reject",
                description = "Rejects every plan, and shows that nothing has changed.")
        boolean reject;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(speed > 0 && speed <= 3600))
            throw new Failure(Exit.USAGE, "--speed must lie in 1 to 3600");
        Scenario chosen = file == null ? Scenarios.named(scenario) : Scenarios.in(file);
        if (seed != null) chosen = chosen.withSeed(seed);
        return headless ? headless(chosen) : inBrowser(chosen);
    }

    private int headless(Scenario chosen) throws IOException {
        System.out.printf(
                "Scenario %s, seed %d. The shop lives %d days of history, then trouble comes.%n",
                chosen.id(), chosen.seed(), chosen.historyDays());
        HeadlessDemo demo = new HeadlessDemo(System.out, answer.approve, answer.reject);
        List<JsonNode> incidents =
                new Trial(chosen, AgentProcess.self()).run(demo, Trial.Ending::incidents);
        return demo.conclude(incidents) ? Exit.OK : Exit.FAILED;
    }

    private int inBrowser(Scenario chosen) throws IOException, InterruptedException {
        System.err.println("Building the shop and its history …");
        Duration skip = chosen.firstFault().minus(Duration.ofMinutes(5));
        SimulatorOptions options =
                SimulatorOptions.scaled(speed).skipping(skip.isNegative() ? Duration.ZERO : skip);
        try (Stage stage = Stage.set(Simulator.start(chosen, options), port);
                AgentProcess agent = AgentProcess.start(AgentProcess.self(), stage, Map.of())) {
            Runtime.getRuntime().addShutdownHook(new Thread(agent::close));
            System.out.printf("%nOpen   %s/?token=%s%n", stage.url(), stage.token());
            System.out.printf("Token  %s%n", stage.token());
            System.out.printf(
                    "Scenario %s at %.0f times real speed. Ctrl-C ends it.%n", chosen.id(), speed);
            Approver approver = new Approver();
            while (!agent.awaitEnd(Duration.ofSeconds(1))) {
                if (answer.approve) approver.between(agent.client(), stage.world());
            }
            System.err.println("The program has ended:\n" + agent.lastWords());
            return Exit.FAILED;
        }
    }
}
