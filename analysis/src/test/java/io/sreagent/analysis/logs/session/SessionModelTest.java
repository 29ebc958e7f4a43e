package io.sreagent.analysis.logs.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SessionModelTest {
    private final SessionModel model = SessionModel.learn(normal(2_000));

    @Test
    void a_session_like_the_others_is_normal() {
        SessionVerdict verdict = model.judge(session("open", "write", "write", "close"));

        assertThat(verdict.anomalous()).isFalse();
        assertThat(verdict.reason().en()).isEqualTo("runs like normal sessions");
    }

    @Test
    void a_line_never_seen_is_anomalous_and_named() {
        SessionVerdict verdict = model.judge(session("open", "write", "disk error", "close"));

        assertThat(verdict.anomalous()).isTrue();
        assertThat(verdict.reason().en()).contains("disk error");
        assertThat(verdict.reason().zh()).contains("disk error");
    }

    @Test
    void a_session_cut_short_is_anomalous() {
        assertThat(model.judge(session("open", "write")).anomalous()).isTrue();
    }

    @Test
    void lines_in_a_new_order_are_anomalous() {
        assertThat(model.judge(session("close", "write", "write", "open")).anomalous()).isTrue();
    }

    @Test
    void a_count_never_seen_scores_above_a_common_one() {
        double many = model.judge(session("open", "write", "write", "write", "close")).score();
        double usual = model.judge(session("open", "write", "write", "close")).score();

        assertThat(many).isGreaterThan(usual);
    }

    @Test
    void where_every_session_is_unique_being_unique_is_normal() {
        SplittableRandom random = new SplittableRandom(5);
        List<Session> all = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            List<String> templates = new ArrayList<>();
            for (int j = 0; j < 30; j++) templates.add("step " + random.nextInt(6));
            all.add(new Session("s" + i, templates));
        }
        SessionModel varied = SessionModel.learn(all.subList(0, 1_000));

        long called =
                all.subList(1_000, 1_500).stream()
                        .filter(session -> varied.judge(session).anomalous())
                        .count();

        assertThat(called).isLessThanOrEqualTo(8);
    }

    @Test
    void nothing_to_learn_from_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SessionModel.learn(List.of()))
                .withMessageContaining("no sessions");
    }

    private static Session session(String... templates) {
        return new Session("s", List.of(templates));
    }

    private static List<Session> normal(int count) {
        List<Session> sessions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sessions.add(
                    i % 3 == 0
                            ? session("open", "write", "close")
                            : session("open", "write", "write", "close"));
        }
        return sessions;
    }
}
