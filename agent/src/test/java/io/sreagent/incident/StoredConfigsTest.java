package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.contract.act.Target;
import io.sreagent.contract.source.ConfigHistory.Version;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredConfigsTest extends StoreTest {
    private static final Target CONFIG =
            new Target("ConfigMap", "shop", "checkout-config", "uid-1");

    @Test
    void what_one_process_has_seen_another_knows() {
        Version good = version(CONFIG, "1", "20");
        clock.pass(Duration.ofHours(1));
        Version bad = version(CONFIG, "2", "2");
        configs().seen(good);
        configs().seen(bad);

        assertThat(configs().versions(CONFIG)).containsExactly(bad, good);
    }

    @Test
    void another_object_of_the_same_name_has_another_past() {
        configs().seen(version(CONFIG, "1", "20"));

        Target namesake = new Target("ConfigMap", "shop", "checkout-config", "uid-2");
        assertThat(configs().versions(namesake)).isEmpty();
    }

    private StoredConfigs configs() {
        return new StoredConfigs(database, new ConfigSnapshots(database));
    }

    private Version version(Target object, String version, String pool) {
        return new Version(object, version, clock.instant(), Map.of("pool", pool));
    }
}
