package io.sreagent.contract.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sreagent.contract.source.LogSelector.Filter;
import io.sreagent.contract.source.LogSelector.Label;
import io.sreagent.contract.source.LogSelector.Search;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSelectorTest {
    @Test
    void a_value_cannot_leave_its_quotes() {
        LogSelector selector =
                new LogSelector(
                        List.of(Label.is("app", "a\"} |= \"b")),
                        List.of(new Filter(Search.HAS, "back\\slash\nline\u0007")));

        assertThat(selector)
                .hasToString("{app=\"a\\\"} |= \\\"b\"} |= \"back\\\\slash\\nline\\x07\"");
        assertThat(LogSelector.parse(selector.toString())).isEqualTo(selector);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{app=\"x\"}",
                "{app=~\"x|y\", ns!=\"z\", pod!~\"a.*\"} |= \"e\" != \"f\" |~ \"g+\" !~ \"h\"",
            })
    void what_is_written_reads_back_the_same(String text) {
        assertThat(LogSelector.parse(text)).hasToString(text);
    }

    @Test
    void lines_pass_every_filter() {
        LogSelector selector = LogSelector.parse("{a=`b`} |= \"err\" !~ `(?i)ignored`");

        assertThat(selector.keeps("an err")).isTrue();
        assertThat(selector.keeps("an err, IGNORED")).isFalse();
        assertThat(selector.keeps("fine")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{app}",
                "{app=x}",
                "{app=\"x\"",
                "{app=\"x\"} | json",
                "{app=\"x\"} |= ",
                "{app=~\"(\"}",
                "{app=\"x\\q\"}",
                "rate({app=\"x\"}[5m])",
                "{9a=\"x\"}"
            })
    void anything_else_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> LogSelector.parse(text));
    }

    @Test
    void a_stream_is_selected_when_all_labels_fit_and_absent_ones_are_empty() {
        LogSelector selector = LogSelector.parse("{app=~\"ca.*\", env!=\"test\"}");

        assertThat(selector.selects(Map.of("app", "cart"))).isTrue();
        assertThat(selector.selects(Map.of("app", "cart", "env", "test"))).isFalse();
        assertThat(selector.selects(Map.of("app", "scart"))).isFalse();
        assertThat(selector.selectsIfKnown("app", "pay")).isFalse();
        assertThat(selector.selectsIfKnown("pod", "pay-1")).isTrue();
    }
}
