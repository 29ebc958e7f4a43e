package io.sreagent.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./sre-agent} as users start it. */
@EnabledIfSystemProperty(
        named = "sre.all",
        matches = "true",
        disabledReason = "the launcher builds and starts the program many times: ./test --all")
class LauncherIT {
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

    @Test
    void every_mistake_in_the_configuration_stops_the_start_and_is_told()
            throws IOException, InterruptedException {
        var ended =
                program.run(
                        Map.of("ANOMALY_DETECTION_THRESHOLD", "abc", "SERVER_PORT", "none"),
                        "serve",
                        "--set",
                        "promethus.url=x");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err())
                .contains(
                        "environment ANOMALY_DETECTION_THRESHOLD: anomaly_detection.threshold: 'abc'"
                                + " is not a number between 0 and 1")
                .contains("environment SERVER_PORT: server.port: 'none' is not a whole number")
                .contains("--set: unknown key promethus.url; did you mean prometheus.url?");
    }

    @Test
    void it_does_not_listen_to_the_world_without_access_control()
            throws IOException, InterruptedException {
        var ended = program.run(Map.of("ACCESS_ENABLED", "false"), "serve", "--host", "0.0.0.0");

        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.err()).contains("everyone on the network could approve changes");
    }

    @Test
    void a_port_that_is_taken_is_told() throws IOException, InterruptedException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());

            var ended = program.run(Map.of(), "serve", "--port", port);

            assertThat(ended.exit()).isEqualTo(1);
            assertThat(ended.err()).contains("port " + port).contains("is taken");
        }
    }

    @Test
    void the_first_start_leaves_a_token_that_client_commands_find()
            throws IOException, InterruptedException {
        program.serve(Map.of());

        Path token = folder.resolve("token");
        assertThat(Files.readString(token)).startsWith("sre_");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(folder.resolve("log")))
                .doesNotContain(Files.readString(token).strip());
        assertThat(program.run(Map.of(), "incidents", "list").exit()).isZero();
        assertThat(program.run(Map.of("SRE_AGENT_TOKEN", "sre_wrong_one_000"), "stats").exit())
                .isEqualTo(4);
    }

    @Test
    void a_signal_goes_through_and_ends_it() throws IOException, InterruptedException {
        Process server = program.serve(Map.of());

        server.destroy();

        assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(server.exitValue()).isEqualTo(128 + 15);
    }

    @Test
    void the_audit_can_be_verified_while_no_server_runs() throws IOException, InterruptedException {
        program.serve(Map.of());
        program.run(Map.of(), "policy", "kill", "--reason", "drill");
        program.close();

        var ended = program.run(Map.of(), "audit", "verify");

        assertThat(ended.out()).contains("INTACT");
        assertThat(ended.exit()).isZero();
    }

    @Test
    void a_start_up_cache_is_made_and_used() throws IOException, InterruptedException {
        Process server = program.serve(Map.of("SRE_AGENT_AOT", "on"));

        try (Stream<Path> files = Files.list(Path.of("target"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.matches("start-.*\\.aot"));
        }
        assertThat(program.status("/api/v1/health")).isEqualTo(200);
        assertThat(program.err(server)).doesNotContain("AOT").contains("Listening on");
    }
}
