package io.sreagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WardTest {
    private final StringWriter out = new StringWriter();

    @Test
    void people_read_one_line_for_each_finding() {
        examine(new Ward(new PrintWriter(out), false));

        assertThat(out.toString().lines().map(String::stripTrailing))
                .containsExactly(
                        "Program",
                        "  ok  java                             25",
                        "",
                        "prometheus",
                        "  !!  connection                       refused",
                        "                                       is it running?",
                        "",
                        "One thing needs doing, marked !!.");
    }

    @Test
    void machines_get_one_object() throws IOException {
        examine(new Ward(new PrintWriter(out), true));

        JsonNode all = new ObjectMapper().readTree(out.toString());
        assertThat(all.path("well").asBoolean(true)).isFalse();
        assertThat(all.path("to_do").asInt()).isEqualTo(1);
        assertThat(all.at("/findings/1/section").asText()).isEqualTo("prometheus");
        assertThat(all.at("/findings/1/detail").asText()).isEqualTo("refused\nis it running?");
    }

    private static void examine(Ward ward) {
        ward.heading("Program");
        ward.well("java", "25");
        ward.heading("prometheus");
        ward.ill("connection", "refused\nis it running?");
        ward.close();
    }
}
