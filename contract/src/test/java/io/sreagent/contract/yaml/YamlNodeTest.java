package io.sreagent.contract.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class YamlNodeTest {

    @Test
    void every_mistake_is_told_with_file_line_and_key() {
        YamlNode file =
                YamlNode.read(
                        "p.yaml",
                        """
                        id: x
                        steps:
                          - timeout: 5 parsecs
                            retries: many
                        """);

        YamlNode step = file.at("steps").items().getFirst();
        step.at("timeout").duration();
        step.at("retries").integer();
        file.at("title").text();

        assertThatThrownBy(file::done)
                .hasMessage(
                        """
                        p.yaml:3: steps[0].timeout: '5 parsecs' is not a duration such as 90s, 10m or 1h30m
                        p.yaml:4: steps[0].retries: 'many' is not a whole number
                        p.yaml:1: title: is missing""");
    }

    @Test
    void an_unknown_key_is_told_with_the_nearest_known_one() {
        YamlNode file = YamlNode.read("p.yaml", "timeuot: 5m\n").onlyKeys("timeout", "name");

        assertThatThrownBy(file::done)
                .hasMessage("p.yaml:1: timeuot: unknown key; did you mean 'timeout'?");
    }

    @Test
    void broken_syntax_and_duplicate_keys_are_mistakes_with_a_line() {
        assertThatThrownBy(() -> YamlNode.read("p.yaml", "a: [1\nb: 2").done())
                .isInstanceOf(Mistakes.class)
                .hasMessageStartingWith("p.yaml:2: not YAML");
        YamlNode twice = YamlNode.read("p.yaml", "a: 1\na: 2");
        twice.entries();
        assertThatThrownBy(twice::done).hasMessage("p.yaml:2: a: stands here twice");
    }

    @Test
    void a_control_character_is_a_mistake_with_its_line() {
        assertThatThrownBy(() -> YamlNode.read("p.yaml", "a: 1\nb: x\u0001\n").done())
                .isInstanceOf(Mistakes.class)
                .hasMessage("p.yaml:2: not YAML: U+0001 may not stand in it");
    }

    @Test
    void a_document_that_cannot_be_read_for_another_reason_is_a_mistake_too() {
        assertThatThrownBy(() -> YamlNode.read("p.yaml", "[".repeat(200)).done())
                .isInstanceOf(Mistakes.class)
                .hasMessageStartingWith("p.yaml:");
    }

    @Test
    void a_duration_too_long_to_count_is_none() {
        assertThat(Durations.parse("99999999999999999999s")).isEmpty();
        assertThat(Durations.parse("9223372036854775807w")).isEmpty();
        assertThat(Durations.parse("9999999999999s")).isEmpty();
        assertThat(Durations.parse("1s".repeat(100_000))).isEmpty();
        YamlNode file = YamlNode.read("p.yaml", "a: 1\ntimeout: 99999999999999999999s\n");
        file.at("timeout").duration();
        assertThatThrownBy(file::done).hasMessageStartingWith("p.yaml:2: timeout: '999");
    }

    @Test
    void durations_are_written_as_in_prometheus() {
        assertThat(Durations.parse("1h30m")).contains(Duration.ofMinutes(90));
        assertThat(Durations.parse("500ms")).contains(Duration.ofMillis(500));
        assertThat(Durations.parse("2d")).contains(Duration.ofDays(2));
        assertThat(Durations.parse("0")).contains(Duration.ZERO);
        assertThat(Durations.parse("1.5h")).isEmpty();
        assertThat(Durations.parse("-5m")).isEmpty();
    }
}
