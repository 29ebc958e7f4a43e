package io.sreagent.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.incident.TestStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class IdempotencyKeysTest {
    @TempDir private Path folder;

    private TestStore store;
    private IdempotencyKeys keys;

    @BeforeEach
    void overTheStore() {
        store = new TestStore(folder);
        keys = new IdempotencyKeys(store.database, store.clock);
    }

    @Test
    void work_under_way_is_not_begun_again() {
        keys.take("pat", "k", "h");
        store.clock.pass(IdempotencyKeys.CUT_OFF);

        assertThat(keys.take("pat", "k", "h")).isEqualTo(new IdempotencyKeys.Known.UnderWay());
    }

    @Test
    void work_that_was_cut_off_may_be_begun_again() {
        keys.take("pat", "k", "h");
        store.clock.pass(IdempotencyKeys.CUT_OFF.plusSeconds(1));

        assertThat(keys.take("pat", "k", "other")).isEqualTo(new IdempotencyKeys.Known.Other());
        assertThat(keys.take("pat", "k", "h")).isEqualTo(new IdempotencyKeys.Known.Fresh());
        assertThat(keys.take("pat", "k", "h")).isEqualTo(new IdempotencyKeys.Known.UnderWay());
    }

    @Test
    void the_first_answer_stays_the_answer() {
        keys.take("pat", "k", "h");
        keys.settle("pat", "k", 201, "first");
        keys.settle("pat", "k", 200, "second");
        store.clock.pass(Duration.ofHours(23));

        assertThat(keys.take("pat", "k", "h"))
                .isEqualTo(new IdempotencyKeys.Known.Answered(201, "first"));
    }

    @Test
    void a_key_is_free_again_after_a_day() {
        keys.take("pat", "k", "h");
        keys.settle("pat", "k", 201, "first");
        keys.take("pat", "k", "h");
        store.clock.pass(Duration.ofHours(25));

        assertThat(keys.take("pat", "k", "other")).isEqualTo(new IdempotencyKeys.Known.Fresh());
    }
}
