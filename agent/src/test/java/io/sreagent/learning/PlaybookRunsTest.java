package io.sreagent.learning;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.contract.plan.PlaybookHistory.Past;
import io.sreagent.incident.Policy;
import io.sreagent.incident.StoreTest;
import io.sreagent.learning.PlaybookRun.Ending;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class PlaybookRunsTest extends StoreTest {
    private PlaybookRuns runs;
    private int plans = 0;

    @BeforeEach
    void overTheStore() {
        runs = new PlaybookRuns(database, policies);
    }

    @Test
    void a_playbook_that_never_ran_has_no_past() {
        assertThat(runs.of("scale-out", "v1")).isEqualTo(Past.NONE);
    }

    @Test
    void the_past_counts_this_version_only_and_leaves_self_recoveries_out() {
        run("v1", Ending.VERIFIED);
        run("v1", Ending.SELF_RECOVERED);
        run("v1", Ending.FAILED);
        run("v2", Ending.VERIFIED);
        thumb("v1", true);
        thumb("v1", true);
        thumb("v1", false);

        assertThat(runs.of("scale-out", "v1")).isEqualTo(new Past(2, 1, 0, 2, 1));
        assertThat(runs.of("scale-out", "v2")).isEqualTo(new Past(1, 1, 0, 0, 0));
    }

    @Test
    void failures_in_a_row_end_at_a_success_but_not_at_a_self_recovery() {
        run("v1", Ending.FAILED);
        run("v1", Ending.VERIFIED);
        run("v1", Ending.PARTIAL);
        run("v1", Ending.SELF_RECOVERED);

        assertThat(runs.of("scale-out", "v1").failuresInARow()).isEqualTo(1);
    }

    @Test
    void the_second_failed_run_disables_the_playbook() {
        assertThat(run("v1", Ending.FAILED)).isFalse();
        assertThat(policies.isDisabled(Policy.playbook("scale-out"))).isFalse();

        assertThat(run("v2", Ending.UNKNOWN)).isTrue();

        assertThat(policies.isDisabled(Policy.playbook("scale-out"))).isTrue();
        assertThat(policies.isDisabled(Policy.playbook("other"))).isFalse();
    }

    @Test
    void a_playbook_that_a_person_enabled_again_has_two_more_tries() {
        run("v1", Ending.FAILED);
        run("v1", Ending.FAILED);
        var enabled =
                new Policy(Policy.playbook("scale-out"), true, "ada", "fixed it", clock.instant());
        database.change("policy", tx -> policies.set(tx, enabled));

        assertThat(run("v1", Ending.FAILED)).isFalse();
        assertThat(run("v1", Ending.FAILED)).isTrue();
    }

    @Test
    void a_run_recorded_twice_counts_once() {
        run("v1", Ending.FAILED);
        plans--;
        run("v1", Ending.FAILED);

        assertThat(runs.of("scale-out", "v1").runs()).isEqualTo(1);
        assertThat(policies.isDisabled(Policy.playbook("scale-out"))).isFalse();
    }

    @Test
    void statistics_tell_rate_duration_and_what_failed() {
        run("v1", Ending.VERIFIED);
        run("v2", Ending.FAILED);
        run("v2", Ending.SELF_RECOVERED);
        thumb("v1", false);

        PlaybookStatistics one = runs.statistics("scale-out").orElseThrow();

        assertThat(one)
                .isEqualTo(
                        new PlaybookStatistics(
                                "scale-out",
                                2,
                                1,
                                1,
                                0.5,
                                Duration.ofMinutes(3),
                                Map.of("still slow", 1),
                                0,
                                1));
        assertThat(runs.statistics("other")).isEmpty();
        assertThat(runs.summary()).isEqualTo(new LearningStatistics(1, 2, 1, 1, 0.5, 0, 1));
        assertThat(runs.runs("scale-out", 2))
                .extracting(PlaybookRun::ending)
                .containsExactly(Ending.SELF_RECOVERED, Ending.FAILED);
    }

    @Test
    void statistics_of_nothing_are_zero() {
        assertThat(runs.summary()).isEqualTo(new LearningStatistics(0, 0, 0, 0, 0, 0, 0));
    }

    private boolean run(String version, Ending ending) {
        plans++;
        clock.pass(Duration.ofMinutes(3));
        var run =
                new PlaybookRun(
                        "PLAN-" + plans,
                        "INC-" + plans,
                        "scale-out",
                        version,
                        ending,
                        0.4,
                        clock.instant().minus(Duration.ofMinutes(3)),
                        clock.instant(),
                        ending.isFailure() ? "still slow" : "");
        return database.transaction("run", tx -> runs.record(tx, run));
    }

    private void thumb(String version, boolean up) {
        var feedback =
                new Feedback("INC-1", "scale-out", version, up, "alice", "", clock.instant());
        database.change("feedback", tx -> runs.record(tx, feedback));
    }
}
