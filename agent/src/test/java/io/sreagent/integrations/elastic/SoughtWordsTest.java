package io.sreagent.integrations.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoughtWordsTest {
    @Test
    void a_text_is_sought_by_its_runs_of_letters_and_digits() {
        assertThat(SoughtWords.in("Connection refused: db-1"))
                .containsExactly("connection", "refused", "db", "1");
    }

    @Test
    void chinese_is_sought_by_characters_as_it_is_indexed() {
        assertThat(SoughtWords.in("连接timeout")).containsExactly("连", "接", "timeout");
    }

    @Test
    void alternatives_are_sought_by_what_they_begin_with() {
        assertThat(SoughtWords.alternatives("(?i)(Err(or)?|warn(ing)?|panics?|time(d)?[ -]?out)"))
                .containsExactly("err", "warn", "panic", "time");
    }

    @Test
    void what_may_begin_with_anything_is_not_sought() {
        assertThat(SoughtWords.alternatives("(?i)(error|.*x)")).isEmpty();
        assertThat(SoughtWords.alternatives("\\b500\\b")).isEmpty();
        assertThat(SoughtWords.alternatives("(?i)(连接|error)")).isEmpty();
    }
}
