package io.sreagent.perception;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose troubles are probably one. */
class KinshipTest {
    private final Kinship chain = new Kinship(calls("web", "cart", "redis", "store"));

    @Test
    void two_calls_away_is_kin_and_three_are_not() {
        assertThat(chain.of(service("web")))
                .containsExactlyInAnyOrder("shop/web", "shop/cart", "shop/redis");
    }

    @Test
    void it_reaches_up_to_the_callers_as_well() {
        assertThat(chain.of(service("store")))
                .containsExactlyInAnyOrder("shop/store", "shop/redis", "shop/cart");
    }

    @Test
    void two_callees_of_one_caller_are_kin() {
        Kinship fan =
                new Kinship(
                        new DependencyGraph(List.of(call("web", "cart"), call("web", "payments"))));

        assertThat(fan.of(service("cart"))).contains("shop/payments");
    }

    @Test
    void a_pod_has_the_kin_of_its_service() {
        assertThat(chain.of(Resource.pod("shop", "cart", "cart-1")))
                .isEqualTo(chain.of(service("cart")));
    }

    @Test
    void who_stands_alone_is_kin_of_itself_only() {
        assertThat(new Kinship(DependencyGraph.EMPTY).of(service("web")))
                .containsExactly("shop/web");
    }

    @Test
    void a_ring_of_calls_comes_to_an_end() {
        Kinship ring = new Kinship(calls("a", "b", "a"));

        assertThat(ring.of(service("a"))).containsExactlyInAnyOrder("shop/a", "shop/b");
    }

    private static DependencyGraph calls(String... chain) {
        List<DependencyGraph.Edge> edges = new ArrayList<>();
        for (int i = 1; i < chain.length; i++) edges.add(call(chain[i - 1], chain[i]));
        return new DependencyGraph(edges);
    }

    private static DependencyGraph.Edge call(String caller, String callee) {
        return new DependencyGraph.Edge(service(caller), service(callee), 1, "test");
    }

    private static Resource service(String name) {
        return Resource.service("shop", name);
    }

    @Test
    void what_shares_a_node_is_kin_only_when_the_node_is_in_trouble() {
        Resource node = Resource.node("n1");
        DependencyGraph shared =
                new DependencyGraph(
                        List.of(
                                new DependencyGraph.Edge(service("web"), node, 1, "placement"),
                                new DependencyGraph.Edge(service("mail"), node, 1, "placement")));

        assertThat(new Kinship(shared).of(service("web"))).containsExactly("shop/web");
        assertThat(new Kinship(shared, Set.of("node/n1")).of(service("web")))
                .contains("shop/mail", "node/n1");
    }
}
