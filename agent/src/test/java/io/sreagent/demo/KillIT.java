package io.sreagent.demo;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A life that the first plan mends. */
class KillIT extends KilledAnywhere {
    /** Points on other ways through the program, and what would be lost there. */
    private static final Map<String, String> ELSEWHERE =
            Map.ofEntries(
                    entry(
                            "incident:feedback",
                            "a person's opinion, one transaction without a sequel"),
                    entry(
                            "prediction:recorded",
                            "only where prediction.publish names services; told anew each minute"),
                    entry(
                            "incident:explanation",
                            "only where a language model is configured; words beside the diagnosis"),
                    entry(
                            "incident:foreseen",
                            "only where prediction.watch names services; foreseen anew at the next look"),
                    entry("incident:report", "opens as incident:open does, on a person's word"),
                    entry(
                            "shadow:found",
                            "only in shadow mode, where nothing is done; looked for again"),
                    entry("policy:set", "a person's setting, one transaction without a sequel"),
                    entry("policy:window", "a person's word, one transaction without a sequel"),
                    entry(
                            "policy:window_closed",
                            "a person's word, one transaction without a sequel"),
                    entry("token:create", "one transaction without a sequel"),
                    entry("token:revoke", "one transaction without a sequel"),
                    entry("idempotency:take", "only a client that sends a key passes it"),
                    entry("idempotency:expire", "tidying up"),
                    entry("idempotency:settle", "only a client that sends a key passes it"),
                    entry("idempotency:forget", "tidying up"));

    KillIT() {
        super(Map.of());
    }

    /** A point that this life does not pass has no kill here: whoever adds one says why. */
    @Test
    void every_point_named_in_the_program_is_killed_at_or_lies_on_another_way() throws IOException {
        Set<String> unexplained = new TreeSet<>(named());
        unexplained.removeAll(passed());
        assertThat(unexplained).isEqualTo(ELSEWHERE.keySet());
    }

    /** Names that stand in the sources as they are; a composed one is seen when it is passed. */
    private static Set<String> named() throws IOException {
        Pattern call =
                Pattern.compile("\\b(?:transaction|change|passed)\\(\\s*\"([^\"]+:[^\"]+)\"");
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher found = call.matcher(Files.readString(file));
                while (found.find()) names.add(found.group(1));
            }
        }
        return names;
    }
}
