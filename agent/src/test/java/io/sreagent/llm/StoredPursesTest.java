package io.sreagent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.incident.StoreTest;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StoredPursesTest extends StoreTest {
    private static final Amount TEN = new Amount(10, 100);

    @Test
    void what_was_taken_is_still_spent_after_a_restart() {
        assertThat(purses().take("day:1", TEN, new Amount(15, 1000))).isTrue();

        assertThat(purses().spent("day:1")).isEqualTo(TEN);
        assertThat(purses().take("day:1", TEN, new Amount(15, 1000))).isFalse();
        assertThat(purses().take("day:2", TEN, new Amount(15, 1000))).isTrue();
    }

    @Test
    void neither_tokens_nor_money_pass_their_limit() {
        assertThat(purses().take("a", TEN, new Amount(9, 1000))).isFalse();
        assertThat(purses().take("a", TEN, new Amount(1000, 99))).isFalse();
        assertThat(purses().spent("a")).isEqualTo(Amount.NOTHING);
    }

    @Test
    void what_was_taken_too_much_comes_back() {
        purses().take("a", TEN, new Amount(15, 1000));
        purses().correct("a", new Amount(-6, -60));

        assertThat(purses().spent("a")).isEqualTo(new Amount(4, 40));
    }

    @Test
    void those_who_take_at_once_never_take_more_than_there_is() {
        AtomicInteger taken = new AtomicInteger();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 8; i++)
                all.execute(
                        () -> {
                            if (purses().take("a", TEN, new Amount(30, 1000)))
                                taken.incrementAndGet();
                        });
        }

        assertThat(taken).hasValue(3);
        assertThat(purses().spent("a").tokens()).isEqualTo(30);
    }

    private Purses purses() {
        return new StoredPurses(database.jdbi(), clock);
    }
}
