package io.sreagent.contract.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static final String DIFF =
            """
            --- deployment/shop/checkout
            +++ deployment/shop/checkout
            @@ -3,2 +3,2 @@
               replicas: 3
            -  image: checkout:v2
            +  image: checkout:v1
            """;

    @Test
    void what_stands_around_a_change_may_differ() {
        assertThat(preview(DIFF).sameEffectAs(preview(DIFF.replace("replicas: 3", "replicas: 4"))))
                .isTrue();
    }

    @Test
    void what_the_platform_would_add_by_itself_is_another_effect() {
        assertThat(preview(DIFF).sameEffectAs(preview(DIFF + "+  sidecar: proxy:v7\n"))).isFalse();
    }

    private static Preview preview(String diff) {
        Target target = new Target("deployment", "shop", "checkout", "uid-1");
        return new Preview(target, List.of(), diff, List.of(), "put it back");
    }
}
