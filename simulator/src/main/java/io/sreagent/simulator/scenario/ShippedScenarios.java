package io.sreagent.simulator.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The scenarios that come with the program. Folders carry a neutral number, so that nothing an
 * agent could see tells the fault; {@code scenarios/index.txt} maps names for people to folders.
 */
public final class ShippedScenarios {
    private ShippedScenarios() {}

    /** Name for people to folder, in the order of the index. */
    public static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        resource("/scenarios/index.txt")
                .orElseThrow()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.trim().split("\\s+"))
                .forEach(parts -> names.put(parts[0], parts[1]));
        return names;
    }

    /** By name ("memory-leak") or folder; empty when there is none. */
    public static Optional<Scenario> load(String nameOrFolder) {
        Map<String, String> names = names();
        String folder = names.getOrDefault(nameOrFolder, nameOrFolder);
        String path = "scenarios/" + folder + "/scenario.yaml";
        return resource("/" + path)
                .map(yaml -> ScenarioParser.parse(path, yaml))
                .map(
                        scenario ->
                                scenario.named(
                                        names.entrySet().stream()
                                                .filter(e -> e.getValue().equals(folder))
                                                .map(Map.Entry::getKey)
                                                .findFirst()
                                                .orElse(scenario.id())));
    }

    /** All of them. */
    public static List<Scenario> all() {
        List<Scenario> all = new ArrayList<>();
        names().keySet().forEach(name -> load(name).ifPresent(all::add));
        return all;
    }

    static Optional<String> topology(String name) {
        return name.matches("[a-z0-9-]+")
                ? resource("/topologies/" + name + ".yaml")
                : Optional.empty();
    }

    private static Optional<String> resource(String path) {
        try (InputStream in = ShippedScenarios.class.getResourceAsStream(path)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
