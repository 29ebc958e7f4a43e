package io.sreagent.analysis.logs.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionKeyTest {
    @ParameterizedTest
    @CsvSource({
        "Receiving block blk_-1608999687919862906 src: /10.1.2.3, blk_-1608999687919862906",
        "req-4711815 GET /cart, req-4711815",
        "done with job_201811123, job_201811123",
    })
    void the_number_of_one_among_many_is_found(String message, String key) {
        assertThat(SessionKey.in(message)).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"worker-12 done", "10-20260105 rotated", "utf-8 text, only", "a_1234567"})
    void other_words_are_none(String message) {
        assertThat(SessionKey.in(message)).isNull();
    }

    @Test
    void an_id_that_goes_on_in_letters_is_none() {
        assertThat(SessionKey.in("object obj-1234567abc stored")).isNull();
    }
}
