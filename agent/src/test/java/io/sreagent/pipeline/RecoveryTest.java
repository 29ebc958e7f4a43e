package io.sreagent.pipeline;

import static io.sreagent.pipeline.LoopRig.BAD;
import static io.sreagent.pipeline.LoopRig.CHECKOUT;
import static io.sreagent.pipeline.LoopRig.GOOD;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Since when an indicator is good again, if it is. */
@SuppressWarnings("NullAway.Init")
class RecoveryTest {
    private static final String LATENCY = "latency_p99 shop/checkout";

    @TempDir Path folder;

    private LoopRig rig;

    @BeforeEach
    void itWasBad() {
        rig = new LoopRig(folder);
        rig.minutes(1);
        rig.become(CHECKOUT, BAD);
        rig.minutes(3);
    }

    @Test
    void it_is_good_since_the_first_of_enough_samples_in_a_row() {
        rig.become(CHECKOUT, GOOD);
        rig.minutes(1);
        Instant first = rig.store.clock.instant();
        rig.minutes(2);

        assertThat(goodSince(3)).hasValue(first);
        assertThat(goodSince(4)).isEmpty();
    }

    @Test
    void samples_from_before_do_not_count() {
        rig.become(CHECKOUT, GOOD);
        rig.minutes(3);

        Instant from = rig.store.clock.instant().minusSeconds(60);
        assertThat(rig.recovery.goodSince(LATENCY, from, 3)).isEmpty();
        assertThat(rig.recovery.goodSince(LATENCY, from, 2)).hasValue(from);
    }

    @Test
    void a_gap_ends_a_run() {
        rig.become(CHECKOUT, GOOD);
        rig.minutes(2);
        rig.become(CHECKOUT, Double.NaN);
        rig.minutes(1);
        assertThat(goodSince(1)).isEmpty();

        rig.become(CHECKOUT, GOOD);
        rig.minutes(2);
        assertThat(goodSince(3)).isEmpty();
    }

    @Test
    void nothing_is_good_of_what_is_not_watched() {
        assertThat(rig.recovery.goodSince("latency_p99 shop/nobody", Instant.EPOCH, 1)).isEmpty();
        assertThat(rig.recovery.newest("latency_p99 shop/nobody", Instant.EPOCH))
                .isEqualTo("no fresh sample of latency_p99 shop/nobody");
    }

    @Test
    void the_newest_sample_is_told_with_its_band() {
        assertThat(rig.recovery.newest(LATENCY, Instant.EPOCH))
                .matches(
                        "latency_p99 shop/checkout is (1\\.9|2\\.0)\\d+, expected at most 0\\.\\d+");
    }

    private Optional<Instant> goodSince(int samples) {
        return rig.recovery.goodSince(LATENCY, Instant.EPOCH, samples);
    }
}
