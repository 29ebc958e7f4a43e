package io.sreagent.contract.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class IndicatorTest {

    @Test
    void a_qualified_name_gives_back_its_base_and_its_qualifiers() {
        String name =
                Indicator.qualified(
                        "node_filesystem_utilisation",
                        Map.of("mountpoint", "/mnt/\"odd\\place", "fs", "x"));

        assertThat(Indicator.base(name)).isEqualTo("node_filesystem_utilisation");
        assertThat(Indicator.qualifier(name, "mountpoint")).contains("/mnt/\"odd\\place");
        assertThat(Indicator.qualifier(name, "fs")).contains("x");
        assertThat(Indicator.qualifier(name, "caller")).isEmpty();
    }

    @Test
    void a_name_without_qualifiers_is_its_own_base() {
        assertThat(Indicator.qualified("latency_p99", Map.of())).isEqualTo("latency_p99");
        assertThat(Indicator.base("latency_p99")).isEqualTo("latency_p99");
    }
}
