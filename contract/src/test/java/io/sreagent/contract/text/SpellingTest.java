package io.sreagent.contract.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpellingTest {
    @Test
    void letters_put_in_taken_out_and_changed_are_counted() {
        assertThat(Spelling.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.distance("threshold", "treshold")).isEqualTo(1);
        assertThat(Spelling.distance("", "url")).isEqualTo(3);
        assertThat(Spelling.distance("same", "same")).isZero();
    }
}
