package io.sreagent.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.cognition.Surroundings.Call;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where the boxes of a dependency graph stand. */
class GraphDrawingTest {

    @Test
    void callers_stand_left_of_what_they_call_and_no_two_boxes_in_one_place() {
        GraphDrawing drawing =
                GraphDrawing.of(
                        List.of(
                                call("front", "cart"),
                                call("front", "db"),
                                call("cart", "db"),
                                call("front", "search")),
                        List.of(),
                        Map.of());

        assertThat(x(drawing, "front")).isLessThan(x(drawing, "cart"));
        assertThat(x(drawing, "cart")).isLessThan(x(drawing, "db"));
        assertThat(drawing.boxes())
                .extracting(box -> box.x() + " " + box.y())
                .doesNotHaveDuplicates();
        assertThat(drawing.boxes())
                .allMatch(box -> box.x() + box.width() <= drawing.width())
                .allMatch(box -> box.y() + box.height() <= drawing.height());
    }

    @Test
    void services_that_call_each_other_in_a_circle_are_drawn_all_the_same() {
        GraphDrawing drawing =
                GraphDrawing.of(
                        List.of(call("a", "b"), call("b", "c"), call("c", "a")),
                        List.of(),
                        Map.of());

        assertThat(drawing.boxes()).hasSize(3);
        assertThat(drawing.arrows()).hasSize(3);
    }

    @Test
    void the_way_of_the_trouble_is_marked_from_the_cause_to_its_callers() {
        GraphDrawing drawing =
                GraphDrawing.of(
                        List.of(call("front", "cart"), call("cart", "db"), call("front", "db")),
                        List.of("shop/db", "shop/cart", "shop/front"),
                        Map.of("shop/db", "91 %"));

        assertThat(box(drawing, "db").css()).isEqualTo("cause");
        assertThat(box(drawing, "db").note()).isEqualTo("91 %");
        assertThat(box(drawing, "front").css()).isEqualTo("way");
        assertThat(drawing.arrows())
                .extracting(GraphDrawing.Arrow::css)
                .containsExactly("hot", "hot", "");
    }

    @Test
    void a_step_that_is_no_call_is_drawn_as_well_and_nothing_at_all_is_empty() {
        List<String> way = List.of("node/one", "shop/cart");

        assertThat(GraphDrawing.of(List.of(), way, Map.of()).arrows()).hasSize(1);
        assertThat(GraphDrawing.of(List.of(), List.of(), Map.of()).isEmpty()).isTrue();
    }

    private static Call call(String caller, String callee) {
        return new Call("shop/" + caller, "shop/" + callee, 0.9, "metrics");
    }

    private static int x(GraphDrawing drawing, String name) {
        return box(drawing, name).x();
    }

    private static GraphDrawing.Box box(GraphDrawing drawing, String name) {
        return drawing.boxes().stream()
                .filter(box -> box.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
