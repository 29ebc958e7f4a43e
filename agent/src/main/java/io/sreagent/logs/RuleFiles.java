package io.sreagent.logs;

import io.sreagent.analysis.logs.rules.Rule;
import io.sreagent.analysis.logs.rules.RulePack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads rule packs: every {@code *.yaml} of a folder, keys as docs/logs.md tells. */
public final class RuleFiles {
    private RuleFiles() {}

    /**
     * What could be read, and what was wrong.
     *
     * @param troubles one line each, with the file; a bad rule leaves the others working
     */
    public record Read(RulePack pack, List<String> troubles) {
        public Read {
            troubles = List.copyOf(troubles);
        }
    }

    public static Read below(Path folder) {
        List<Rule> rules = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
                read(file, rules, troubles);
            }
        } catch (IOException missing) {
            troubles.add(folder + ": no rule packs, so no known trouble is named");
        }
        try {
            return new Read(new RulePack(rules), troubles);
        } catch (IllegalArgumentException twice) {
            troubles.add(folder + ": " + twice.getMessage() + "; none is used");
            return new Read(new RulePack(List.of()), troubles);
        }
    }

    private static void read(Path file, List<Rule> into, List<String> troubles) {
        try {
            Object root =
                    new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            Object rules = root instanceof Map<?, ?> map ? map.get("rules") : null;
            if (!(rules instanceof List<?> list)) {
                troubles.add(file + ": no list \"rules\"");
                return;
            }
            for (Object each : list) {
                if (each instanceof Map<?, ?> rule) add(file, rule, into, troubles);
                else troubles.add(file + ": a rule that is no mapping");
            }
        } catch (IOException | YAMLException broken) {
            troubles.add(file + ": " + broken.getMessage());
        }
    }

    private static void add(Path file, Map<?, ?> rule, List<Rule> into, List<String> troubles) {
        try {
            into.addAll(Rule.allOf(rule));
        } catch (IllegalArgumentException wrong) {
            troubles.add(file + ": " + wrong.getMessage());
        }
    }
}
