package io.sreagent.cli;

import io.sreagent.settings.Configuration;
import io.sreagent.settings.Home;
import io.sreagent.settings.Keys;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options of commands that read the configuration themselves. */
public final class Configured {
    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets a configuration key; wins over everything else. Repeatable.")
    private Map<String, String> given = new LinkedHashMap<>();

    /** The configuration, mistakes included. */
    public Configuration read(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(given);
        all.putAll(more);
        return Configuration.read(Keys.all(), Home.directory(), System.getenv(), all);
    }

    /** The configuration; with mistakes in it, the command ends with all of them. */
    public Configuration readOrFail(Map<String, String> more) {
        Configuration configuration = read(more);
        if (!configuration.mistakes().isEmpty()) {
            throw new Failure(Exit.USAGE, String.join("\n", configuration.mistakes()));
        }
        return configuration;
    }
}
