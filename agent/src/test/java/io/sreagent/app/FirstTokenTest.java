package io.sreagent.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstTokenTest {
    @TempDir private Path home;

    @Test
    void a_token_that_cannot_be_left_stops_the_start_and_is_told_to_nobody() throws IOException {
        Path inTheWay = Files.writeString(home.resolve("config"), "a file where a folder must be");

        assertThatThrownBy(() -> FirstToken.keep(inTheWay.resolve("token"), "sre_secret"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SRE_AGENT_TOKEN")
                .hasMessageNotContaining("sre_secret");
    }

    @Test
    void a_token_is_left_where_client_commands_look() throws IOException {
        Path file = home.resolve("sre-agent").resolve("token");

        FirstToken.keep(file, "sre_secret");

        assertThat(file).hasContent("sre_secret");
    }
}
