package io.sreagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {
    @TempDir private Path folder;

    private final StringWriter out = new StringWriter();

    @Test
    void a_program_that_does_not_start_is_not_well() {
        assertThat(run(Exit.FAILED)).isEqualTo(Exit.FAILED);
        assertThat(out.toString())
                .contains("the program does not start")
                .doesNotContain("All well");
    }

    @Test
    void a_program_that_starts_is_well() {
        assertThat(run(Exit.OK)).isEqualTo(Exit.OK);
        assertThat(out.toString()).contains("All well.");
    }

    @Test
    void an_open_door_is_told_though_the_check_itself_opens_none() {
        int exit = run(Exit.OK, "--set", "server.host=0.0.0.0", "--set", "access.enabled=false");

        assertThat(exit).isEqualTo(Exit.FAILED);
        assertThat(out.toString()).contains("everyone on the network could approve changes");
    }

    @Test
    void a_password_in_an_address_is_not_shown() {
        run(Exit.OK, "--set", "prometheus.url=http://pat:hush@prom:9090");

        assertThat(out.toString()).contains("********@prom:9090").doesNotContain("hush");
    }

    private int run(int code, String... more) {
        CommandLine line = SreAgent.commandLine(new DoctorCommand(configuration -> code));
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(out, true));
        String[] all = new String[more.length + 3];
        all[0] = "doctor";
        all[1] = "--set";
        all[2] = "database.url=jdbc:h2:file:" + folder.resolve("none");
        System.arraycopy(more, 0, all, 3, more.length);
        return line.execute(all);
    }
}
