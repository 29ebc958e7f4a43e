package io.sreagent.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShortSpellingsTest {
    @ParameterizedTest
    @CsvSource({
        "/incidents, /api/v1/incidents",
        "/incidents/INC-1/stream, /api/v1/incidents/INC-1/stream",
        "/status, /api/v1/status",
        "/health, /api/v1/health",
        "/api/anomalies, /api/v1/anomalies",
        "/api/approvals/pending, /api/v1/approvals/pending"
    })
    void a_short_spelling_means_the_full_path(String asked, String full) {
        assertThat(ShortSpellings.full(asked)).contains(full);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/incidents",
                "/api/v2/alerts",
                "/ui/incidents/INC-1",
                "/metrics",
                "/docs",
                "/incidents-of-others"
            })
    void everything_else_is_left_alone(String asked) {
        assertThat(ShortSpellings.full(asked)).isEmpty();
    }
}
