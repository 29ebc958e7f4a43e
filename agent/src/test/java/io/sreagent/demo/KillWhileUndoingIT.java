package io.sreagent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A life whose first plan does not help and is undone, so that a second one may. */
@EnabledIfSystemProperty(
        named = "sre.all",
        matches = "true",
        disabledReason = "a second life takes minutes more: ./test --all")
class KillWhileUndoingIT extends KilledAnywhere {
    private static final Path PLAYBOOKS = Path.of("src/test/resources/playbooks/second-try");

    KillWhileUndoingIT() {
        super(Map.of("PLAYBOOKS_PATH", PLAYBOOKS.toAbsolutePath().toString()));
    }

    @Test
    void the_first_plan_was_undone() {
        assertThat(passed())
                .containsSubsequence(
                        "step:undoing",
                        "effect:before",
                        "effect:after",
                        "step:undone",
                        "incident:diagnosing",
                        "step:done",
                        "incident:resolved");
    }
}
