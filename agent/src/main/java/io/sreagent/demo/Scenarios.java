package io.sreagent.demo;

import io.sreagent.cli.Exit;
import io.sreagent.cli.Failure;
import io.sreagent.simulator.scenario.Scenario;
import io.sreagent.simulator.scenario.ScenarioException;
import io.sreagent.simulator.scenario.ScenarioParser;
import io.sreagent.simulator.scenario.ShippedScenarios;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds scenarios: shipped ones by name, others in files. A file with mistakes ends the command
 * with all of them.
 */
final class Scenarios {
    private Scenarios() {}

    static Scenario named(String name) {
        return ShippedScenarios.load(name)
                .orElseThrow(
                        () ->
                                new Failure(
                                        Exit.USAGE,
                                        "There is no scenario '%s'; there are %s"
                                                .formatted(
                                                        name,
                                                        String.join(
                                                                ", ",
                                                                ShippedScenarios.names()
                                                                        .keySet()))));
    }

    static Scenario in(Path file) {
        if (!Files.isReadable(file)) throw new Failure(Exit.USAGE, file + ": cannot be read");
        try {
            return ScenarioParser.parse(file);
        } catch (ScenarioException wrong) {
            throw new Failure(Exit.USAGE, String.join("\n", wrong.problems()));
        }
    }

    /**
     * All below a folder, in the order of their paths; every mistake in any of them is told at
     * once.
     */
    static List<Scenario> below(Path folder) {
        if (!Files.isDirectory(folder)) throw new Failure(Exit.USAGE, folder + ": no such folder");
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
        } catch (IOException unreadable) {
            throw new Failure(Exit.USAGE, folder + ": cannot be read: " + unreadable.getMessage());
        }
        if (files.isEmpty())
            throw new Failure(Exit.USAGE, folder + ": no scenario (*.yaml) in there");
        List<Scenario> scenarios = new ArrayList<>();
        List<String> mistakes = new ArrayList<>();
        for (Path file : files) {
            try {
                scenarios.add(in(file));
            } catch (Failure wrong) {
                mistakes.add(String.valueOf(wrong.getMessage()));
            }
        }
        if (!mistakes.isEmpty()) throw new Failure(Exit.USAGE, String.join("\n", mistakes));
        return scenarios;
    }
}
