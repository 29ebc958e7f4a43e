package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonTest {
    private record Finding(Optional<String> shardId, Optional<String> nothing, Instant seenAt) {}

    /** What cannot be stored stops an incident where it stands. */
    @Test
    void what_may_be_missing_is_stored_and_read_like_the_rest() {
        Finding finding =
                new Finding(
                        Optional.of("a"), Optional.empty(), Instant.parse("2026-03-01T10:00:00Z"));

        String stored = Json.write(finding);

        assertThat(stored)
                .isEqualTo(
                        "{\"nothing\":null,\"seen_at\":\"2026-03-01T10:00:00Z\",\"shard_id\":\"a\"}");
        assertThat(Json.read(stored, Finding.class)).isEqualTo(finding);
    }
}
