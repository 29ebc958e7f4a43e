package io.sreagent.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BodyLimitTest {
    @Test
    void a_body_that_does_not_tell_its_length_is_cut_off_at_the_limit() {
        InputStream endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'x';
                    }

                    @Override
                    public int read(byte[] bytes, int from, int length) {
                        return length;
                    }
                };

        assertThatThrownBy(() -> new BodyLimit.Limited(endless).readAllBytes())
                .hasMessageContaining("10 MiB");
    }

    @Test
    void a_small_body_passes() throws IOException {
        InputStream small = new ByteArrayInputStream(new byte[1000]);

        assertThat(new BodyLimit.Limited(small).readAllBytes()).hasSize(1000);
    }
}
