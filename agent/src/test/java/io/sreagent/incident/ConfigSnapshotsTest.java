package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigSnapshotsTest extends StoreTest {

    @Test
    void what_stood_before_a_change_can_be_had() {
        put("1", Map.of("pool", "20", "名", "值"));
        clock.pass(Duration.ofHours(1));
        put("2", Map.of("pool", "2"));

        ConfigSnapshots snapshots = new ConfigSnapshots(database);
        ConfigSnapshot before =
                snapshots.before("shop", "checkout-config", clock.instant()).orElseThrow();
        assertThat(before.data()).isEqualTo(Map.of("pool", "20", "名", "值"));
        assertThat(before.seenAt()).isEqualTo(Clock.START);
        assertThat(snapshots.before("shop", "checkout-config", Clock.START)).isEmpty();
        assertThat(snapshots.before("shop", "other", clock.instant())).isEmpty();
    }

    @Test
    void content_that_did_not_change_is_kept_once() {
        assertThat(put("1", Map.of("pool", "20"))).isTrue();
        clock.pass(Duration.ofMinutes(1));
        assertThat(put("2", Map.of("pool", "20"))).isFalse();
        clock.pass(Duration.ofMinutes(1));
        assertThat(put("3", Map.of("pool", "2"))).isTrue();
        clock.pass(Duration.ofMinutes(1));
        assertThat(put("4", Map.of("pool", "20"))).isTrue();

        assertThat(new ConfigSnapshots(database).history("shop", "checkout-config"))
                .extracting(ConfigSnapshot::resourceVersion)
                .containsExactly("4", "3", "1");
    }

    private boolean put(String version, Map<String, String> data) {
        return database.transaction(
                "config",
                tx ->
                        new ConfigSnapshots(database)
                                .put(
                                        tx,
                                        new ConfigSnapshot(
                                                "shop",
                                                "checkout-config",
                                                "uid-1",
                                                version,
                                                clock.instant(),
                                                data)));
    }
}
