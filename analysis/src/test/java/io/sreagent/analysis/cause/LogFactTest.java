package io.sreagent.analysis.cause;

import static io.sreagent.analysis.cause.Sketch.seenBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.analysis.finding.FaultKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a log line is about: not always the one that wrote it. */
class LogFactTest {

    @Test
    void a_callers_line_that_names_its_callee_is_told_of_the_callee() {
        Scene scene =
                new Sketch()
                        .calls("web", "payments", "cart")
                        .says("web", "call to payments failed: certificate has expired", 5)
                        .scene();

        assertThat(kinds(scene, "payments")).containsExactly(FaultKind.CERTIFICATE);
        assertThat(kinds(scene, "web")).isEmpty();
        assertThat(kinds(scene, "cart")).isEmpty();
    }

    @Test
    void a_line_that_names_nobody_is_about_whom_it_comes_from() {
        Scene scene =
                new Sketch()
                        .calls("web", "payments")
                        .says("web", "certificate has expired", 5)
                        .scene();

        assertThat(kinds(scene, "web")).containsExactly(FaultKind.CERTIFICATE);
        assertThat(kinds(scene, "payments")).isEmpty();
    }

    @Test
    void who_cannot_reach_two_callees_has_the_fault_itself() {
        Scene scene =
                new Sketch()
                        .calls("web", "payments", "cart")
                        .says("web", "lookup payments: no such host", 5)
                        .says("web", "lookup cart: no such host", 5)
                        .scene();

        assertThat(kinds(scene, "web")).containsExactly(FaultKind.DNS);
        assertThat(kinds(scene, "payments")).isEmpty();
        assertThat(kinds(scene, "cart")).isEmpty();
    }

    @Test
    void two_callees_whose_names_differ_by_a_number_are_two() {
        Scene scene =
                new Sketch()
                        .calls("web", "store-1", "store-2")
                        .says("web", "lookup store-1: no such host", 5)
                        .says("web", "lookup store-2: no such host", 5)
                        .scene();

        assertThat(kinds(scene, "web")).containsExactly(FaultKind.DNS);
        assertThat(kinds(scene, "store-1")).isEmpty();
    }

    @Test
    void who_alone_fails_to_call_several_has_the_fault_although_its_lines_name_one() {
        Scene scene =
                new Sketch()
                        .calls("web", "payments", "cart")
                        .ratio(seenBy("dependency_error_ratio", "web"), "payments", 0, 0.5)
                        .ratio(seenBy("dependency_error_ratio", "web"), "cart", 0, 0.5)
                        .says("web", "lookup payments: no such host", 5)
                        .scene();

        assertThat(kinds(scene, "web")).containsExactly(FaultKind.DNS);
        assertThat(kinds(scene, "payments")).isEmpty();
    }

    @Test
    void a_name_that_is_part_of_another_is_not_meant() {
        Scene scene =
                new Sketch()
                        .calls("web", "cart", "cart-db")
                        .says("web", "dial cart-db:5432: connection refused", 5)
                        .scene();

        assertThat(kinds(scene, "cart-db")).containsExactly(FaultKind.DEPENDENCY);
        assertThat(kinds(scene, "cart")).isEmpty();
    }

    @Test
    void the_node_a_service_runs_on_is_no_callee_that_a_line_could_name() {
        Scene scene =
                new Sketch()
                        .calls("web", "node-1")
                        .says("web", "pod on node-1: no space left on device", 5)
                        .scene();

        assertThat(kinds(scene, "web")).containsExactly(FaultKind.DISK);
    }

    @Test
    void lines_that_differ_by_their_status_only_are_told_apart() {
        Scene scene =
                new Sketch()
                        .says("web", "upstream answered with status 200", 40)
                        .says("web", "upstream answered with status 429", 5)
                        .scene();

        assertThat(scene.logFacts(Sketch.place(scene, "web")))
                .singleElement()
                .satisfies(
                        fact -> {
                            assertThat(fact.kind()).isEqualTo(FaultKind.QUOTA);
                            assertThat(fact.lines()).isEqualTo(5);
                        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "16:44:35.429 INFO done",
                "16:44:35,429 done",
                "order/429 taken",
                "build v1.429",
                "port 10.0.0.1:429"
            })
    void digits_of_a_clock_or_an_id_are_no_status(String line) {
        assertThat(LogPhrase.in(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=429", "{\"status\":429}", "answered 429.", "HTTP 429, later"})
    void a_status_that_stands_alone_is_one(String line) {
        assertThat(LogPhrase.in(line).map(LogPhrase::kind)).contains(FaultKind.QUOTA);
    }

    @Test
    void lines_that_were_as_frequent_before_say_a_third_of_what_news_say() {
        double news = strength(new Sketch().says("web", "no such host", 9));
        double habit =
                strength(
                        new Sketch().said("web", "no such host", 9).says("web", "no such host", 9));

        assertThat(habit).isCloseTo(news / 3, within(1e-9));
    }

    @Test
    void lines_from_before_the_onset_alone_are_no_fact() {
        Scene scene = new Sketch().load("web", 10, 10).said("web", "no such host", 9).scene();

        assertThat(kinds(scene, "web")).isEmpty();
    }

    private static double strength(Sketch sketch) {
        Scene scene = sketch.scene();
        return scene.logFacts(Sketch.place(scene, "web")).getFirst().strength();
    }

    private static List<FaultKind> kinds(Scene scene, String place) {
        return scene.logFacts(Sketch.place(scene, place)).stream().map(LogFact::kind).toList();
    }
}
