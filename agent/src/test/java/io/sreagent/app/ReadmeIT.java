package io.sreagent.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in the README runs as it stands there. */
@EnabledIfSystemProperty(
        named = "sre.all",
        matches = "true",
        disabledReason = "every command of the README, one after the other: ./test --all")
class ReadmeIT {
    @TempDir private Path folder;
    private Launched program;

    @BeforeEach
    void place() throws IOException {
        program = new Launched(folder);
    }

    @AfterEach
    void stop() throws InterruptedException {
        program.close();
    }

    static List<String> commands() throws IOException {
        return indented("../README.md").stream()
                // What runs this test, and what it cannot run inside itself.
                .filter(command -> !command.equals("./test"))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    void it_runs(String command) throws IOException, InterruptedException {
        if (keepsRunning(command)) {
            assertThat(isUpAfter(command)).as(command).isTrue();
            return;
        }
        boolean needsServer = !command.matches(".*\\b(doctor|init-db|demo)\\b.*");
        if (needsServer) program.serve(Map.of());

        var ended = program.ended(shell(command));

        // doctor ends with 1 where no Prometheus listens at the port the README names.
        int most = command.contains("doctor") ? 1 : 0;
        assertThat(ended.exit())
                .as("%s%n%s%s", command, ended.out(), ended.err())
                .isBetween(0, most);
    }

    @Test
    void both_languages_have_the_same_commands() throws IOException {
        assertThat(indented("../README.zh-CN.md")).isEqualTo(indented("../README.md"));
    }

    private static boolean keepsRunning(String command) {
        return command.contains(" serve") || command.endsWith(" demo");
    }

    /** Lives until stopped; being up is what it has to show. */
    private boolean isUpAfter(String command) throws IOException, InterruptedException {
        if (command.endsWith(" demo")) {
            Process demo = shell(command + " --port " + program.url().replaceAll(".*:", ""));
            for (int i = 0; i < 1200 && demo.isAlive(); i++) {
                if (program.out(demo).contains("/?token=")) return true;
                demo.waitFor(100, TimeUnit.MILLISECONDS);
            }
            return false;
        }
        program.serve(Map.of(), command.replaceAll(".* serve ?", "").split(" "));
        return true;
    }

    /** As typed, but for the port of this test's own server. */
    private Process shell(String command) throws IOException {
        String here = command.replace("http://127.0.0.1:8000", program.url());
        return program.start(Map.of(), List.of("bash", "-c", here));
    }

    private static List<String> indented(String file) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith("    ") && !line.isBlank())
                .map(String::strip)
                .toList();
    }
}
