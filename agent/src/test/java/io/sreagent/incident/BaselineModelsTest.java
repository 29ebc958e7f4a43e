package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineModelsTest extends StoreTest {
    @Test
    void what_was_learned_is_there_after_a_restart_the_latest_of_each() {
        BaselineModels before = new BaselineModels(database);
        before.put(Map.of("qps", new byte[] {1, 2}, "errors", new byte[] {3}), clock.instant());
        clock.pass(Duration.ofHours(6));
        before.put(
                Map.of("qps", new byte[] {-1, 0, 7}, "x".repeat(2000), new byte[1]),
                clock.instant());

        Map<String, byte[]> after = new BaselineModels(database).since(Clock.START);
        assertThat(after).containsOnlyKeys("qps", "errors");
        assertThat(after.get("qps")).containsExactly(-1, 0, 7);
        assertThat(new BaselineModels(database).since(clock.instant())).containsOnlyKeys("qps");
    }
}
