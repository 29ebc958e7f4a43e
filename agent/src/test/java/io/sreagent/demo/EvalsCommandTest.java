package io.sreagent.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.cli.Exit;
import io.sreagent.cli.SreAgent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class EvalsCommandTest {
    /** Two quiet weeks. */
    private static final String QUIET = "quiet-weeks";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void no_seed_at_all_is_wrong_usage() {
        assertThat(run("--seeds", "0")).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("--seeds is 0; at least 1");
    }

    @Test
    void a_shape_that_is_not_known_is_wrong_usage() {
        assertThat(run("-o", "yaml")).isEqualTo(Exit.USAGE);
        assertThat(err.toString()).contains("yaml");
    }

    @Test
    void the_quiet_time_of_a_run_that_broke_off_does_not_count() {
        assertThat(run("--only", QUIET, "--seeds", "2", "-o", "json")).isEqualTo(Exit.FAILED);

        assertThat(out.toString())
                .contains("\"false_incidents_per_quiet_week\" : 3.5,")
                .contains("\"false_incidents\" : 7,")
                .contains("\"warned_s_before\" : null,")
                .contains("\"warnings\" : 3,")
                .contains("\"false_warnings\" : 2");
    }

    private int run(String... arguments) {
        CommandLine line = SreAgent.commandLine(new EvalsCommand(EvalsCommandTest::tried));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "evals";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }

    /** Seven false incidents under an odd seed; under an even one it breaks off. */
    private static Score tried(EvalsCommand.Run run) throws IOException {
        if (run.seed() % 2 == 0) throw new IOException("the world ended");
        return new Score(
                run.scenario().id(),
                run.seed(),
                false,
                null,
                null,
                null,
                0,
                null,
                false,
                false,
                null,
                List.of(),
                "none",
                0,
                false,
                false,
                7,
                null,
                3,
                2,
                false,
                false);
    }
}
