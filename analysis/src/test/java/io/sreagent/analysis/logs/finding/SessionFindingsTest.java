package io.sreagent.analysis.logs.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.logs.session.SessionCollector;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionFindingsTest {
    private final SessionCollector sessions = new SessionCollector();
    private int lines;

    @Test
    void a_request_that_runs_unlike_thousands_of_others_is_told_with_its_lines() {
        for (int i = 0; i < 3_000; i++) run("req-" + (1_000_000 + i), 1, 2, 3);
        run("req-2000000", 1, 4);

        List<LogFinding> findings = SessionFindings.of(sessions.finish(id -> id));

        assertThat(findings).hasSize(1);
        LogFinding strange = findings.getFirst();
        assertThat(strange.kind()).isEqualTo(LogFinding.Kind.SESSION);
        assertThat(strange.words().en()).startsWith("1 session of 3001, such as req-2000000: ");
        assertThat(strange.words().zh()).contains("req-2000000");
        assertThat(strange.quotes().getFirst().position()).isEqualTo("log:9001");
    }

    @Test
    void a_trace_id_joins_lines_that_do_not_name_it() {
        for (int i = 0; i < 3_000; i++) {
            add("t" + i, "begin", 1);
            add("t" + i, "end", 2);
        }
        add("odd", "begin", 1);

        assertThat(SessionFindings.of(sessions.finish(id -> id)))
                .extracting(LogFinding::text)
                .containsExactly("odd");
    }

    @Test
    void where_every_session_differs_none_is_strange() {
        for (int i = 0; i < 3_000; i++) run("req-" + (1_000_000 + i), 1, 100 + i);

        assertThat(SessionFindings.of(sessions.finish(id -> id))).isEmpty();
    }

    @Test
    void few_sessions_prove_nothing() {
        for (int i = 0; i < 300; i++) run("req-" + (1_000_000 + i), 1, 2);
        run("req-2000000", 3);

        assertThat(SessionFindings.of(sessions.finish(id -> id))).isEmpty();
    }

    @Test
    void courses_meet_when_their_templates_were_merged() {
        run("req-1000001", 1, 2);
        run("req-1000002", 1, 3);

        assertThat(sessions.finish(id -> id == 3 ? 2 : id))
                .singleElement()
                .satisfies(course -> assertThat(course.sessions()).isEqualTo(2));
    }

    @Test
    void the_oldest_session_is_closed_when_too_many_are_open() {
        for (int i = 0; i < 25_000; i++) run("req-" + (1_000_000 + i), 1);

        assertThat(sessions.sessions()).isEqualTo(5_000);
        assertThat(sessions.finish(id -> id).getFirst().sessions()).isEqualTo(25_000);
    }

    private void run(String request, long... templates) {
        for (long template : templates) add(null, "request " + request + " step", template);
    }

    private void add(@Nullable String trace, String message, long template) {
        sessions.add(
                new LogLine(
                        Instant.EPOCH,
                        Resource.NONE,
                        Severity.INFO,
                        message,
                        trace,
                        "log:" + ++lines),
                template);
    }
}
