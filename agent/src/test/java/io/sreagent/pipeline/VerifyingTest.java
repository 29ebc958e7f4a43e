package io.sreagent.pipeline;

import static io.sreagent.pipeline.LoopRig.BAD;
import static io.sreagent.pipeline.LoopRig.CART;
import static io.sreagent.pipeline.LoopRig.CHECKOUT;
import static io.sreagent.pipeline.LoopRig.GOOD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.action.Dials;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.TestStore;
import io.sreagent.learning.PlaybookRun.Ending;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What counts as proof that a plan worked, and what becomes of one that did not. */
@SuppressWarnings("NullAway.Init")
class VerifyingTest {
    @TempDir Path folder;

    private LoopRig rig;
    private Incident incident;

    @BeforeEach
    void theStepIsDone() {
        rig = new LoopRig(folder);
        incident = rig.done(Dials.turn("volume", "7"));
        assertThat(incident.state()).isEqualTo(IncidentState.VERIFYING);
    }

    @Test
    void three_fresh_samples_in_the_band_prove_it() {
        rig.become(CHECKOUT, GOOD);
        rig.minutes(2);
        assertThat(rig.verifying.advance(incident)).hasValue(Duration.ofMinutes(1));

        rig.minutes(1);
        assertThat(rig.verifying.advance(incident)).isEmpty();

        Incident resolved = rig.store.now(incident);
        assertThat(resolved.state()).isEqualTo(IncidentState.RESOLVED);
        assertThat(resolved.ended()).hasValue(Incident.Resolution.FIXED);
        assertThat(rig.endingOf(incident)).hasValue(Ending.VERIFIED);
        assertThat(rig.lastTold(incident)).startsWith("verified: 3 fresh samples in the band");
        assertThat(rig.dials.valueOf("volume")).isEqualTo("7");
    }

    @Test
    void a_bad_sample_in_between_begins_the_count_anew() {
        rig.become(CHECKOUT, GOOD);
        rig.minutes(2);
        rig.become(CHECKOUT, BAD);
        rig.minutes(1);
        rig.become(CHECKOUT, GOOD);
        rig.minutes(2);

        assertThat(rig.verifying.advance(incident)).hasValue(Duration.ofMinutes(1));
    }

    @Test
    void what_does_not_come_back_in_time_is_undone_and_diagnosed_again() {
        rig.minutes(19);
        assertThat(rig.verifying.advance(incident)).hasValue(Duration.ofMinutes(1));

        rig.minutes(1);
        assertThat(rig.verifying.advance(incident)).isEmpty();

        Incident again = rig.store.now(incident);
        assertThat(again.state()).isEqualTo(IncidentState.DIAGNOSING);
        assertThat(again.round()).isEqualTo(incident.round() + 1);
        assertThat(rig.endingOf(incident)).hasValue(Ending.FAILED);
        assertThat(rig.dials.valueOf("volume")).isEqualTo("0");
        assertThat(rig.lastTold(incident))
                .startsWith("did not help, looking again: not back in its band after PT20M");
    }

    @Test
    void no_data_proves_nothing_and_fails_in_the_end() {
        rig.become(CHECKOUT, Double.NaN);
        rig.minutes(19);
        assertThat(rig.verifying.advance(incident)).hasValue(Duration.ofMinutes(1));
        rig.minutes(1);
        rig.verifying.advance(incident);

        assertThat(rig.endingOf(incident)).hasValue(Ending.FAILED);
        assertThat(rig.dials.valueOf("volume")).isEqualTo("0");
    }

    @Test
    void a_source_that_does_not_answer_proves_nothing_either() {
        rig.become(CHECKOUT, GOOD);
        rig.metrics.deaf = true;
        rig.minutes(20);

        rig.verifying.advance(incident);

        assertThat(rig.endingOf(incident)).hasValue(Ending.FAILED);
        assertThat(rig.dials.valueOf("volume")).isEqualTo("0");
    }

    @Test
    void what_is_good_while_nobody_comes_is_not_proven_and_a_persons_in_the_end() {
        rig.metrics.has(ShopMetrics.LOAD, CHECKOUT, 100);
        rig.metrics.become(
                ShopMetrics.LOAD, CHECKOUT, rig.store.clock.instant().plusSeconds(1), 20);
        rig.become(CHECKOUT, GOOD);
        rig.minutes(19);
        assertThat(rig.verifying.advance(incident)).hasValue(Duration.ofMinutes(1));
        rig.minutes(1);
        rig.verifying.advance(incident);

        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.ESCALATED);
        assertThat(rig.lastTold(incident)).contains("with 20 % of the load: nothing is proven");
        assertThat(rig.dials.valueOf("volume")).isEqualTo("7");
        assertThat(rig.endingOf(incident)).hasValue(Ending.UNKNOWN);
        assertThat(rig.planOf(incident)).isEqualTo(PlanState.VOID);
    }

    @Test
    void with_more_than_half_of_the_load_good_is_good() {
        rig.metrics.has(ShopMetrics.LOAD, CHECKOUT, 100);
        rig.metrics.become(
                ShopMetrics.LOAD, CHECKOUT, rig.store.clock.instant().plusSeconds(1), 60);
        rig.become(CHECKOUT, GOOD);
        rig.minutes(3);

        rig.verifying.advance(incident);

        assertThat(rig.endingOf(incident)).hasValue(Ending.VERIFIED);
    }

    @Test
    void what_makes_another_service_worse_for_long_is_undone_although_the_first_is_well() {
        rig.minutes(1);
        rig.become(CART, BAD);
        rig.attach(incident, rig.anomaly(ShopMetrics.LATENCY, CART));
        rig.minutes(10);
        assertThat(rig.verifying.advance(incident)).isPresent();

        rig.minutes(1);
        rig.become(CHECKOUT, GOOD);
        rig.minutes(3);
        rig.verifying.advance(incident);

        assertThat(rig.endingOf(incident)).hasValue(Ending.FAILED);
        assertThat(rig.lastTold(incident)).contains("made another worse: latency_p99 of shop/cart");
        assertThat(rig.dials.valueOf("volume")).isEqualTo("0");
    }

    @Test
    void what_disturbs_a_neighbour_for_a_moment_is_no_reason_to_take_a_fix_back() {
        rig.minutes(1);
        rig.become(CART, BAD);
        rig.attach(incident, rig.anomaly(ShopMetrics.LATENCY, CART));
        rig.minutes(5);
        rig.become(CART, GOOD);
        rig.minutes(6);
        rig.become(CHECKOUT, GOOD);
        rig.minutes(3);

        rig.verifying.advance(incident);

        assertThat(rig.endingOf(incident)).hasValue(Ending.VERIFIED);
    }

    @Test
    void an_undoing_that_has_begun_goes_on_although_the_indicator_comes_back() {
        rig.dials.insteadOfUndo = new Outcome.Retry(Duration.ofSeconds(5), "too many requests");
        rig.minutes(20);
        assertThat(rig.verifying.advance(incident)).hasValue(Duration.ofSeconds(5));

        rig.become(CHECKOUT, GOOD);
        rig.minutes(3);
        rig.dials.insteadOfUndo = null;
        rig.verifying.advance(incident);

        assertThat(rig.endingOf(incident)).hasValue(Ending.FAILED);
        assertThat(rig.dials.valueOf("volume")).isEqualTo("0");
    }

    @Test
    void cut_off_before_it_is_told_a_finished_undoing_is_no_proof_of_the_plan() {
        rig.minutes(20);
        rig.store.endAt("step:undone");
        assertThatThrownBy(() -> rig.verifying.advance(incident))
                .isInstanceOf(TestStore.PowerOff.class);

        rig.become(CHECKOUT, GOOD);
        rig.minutes(3);
        rig.verifying.advance(incident);

        assertThat(rig.endingOf(incident)).hasValue(Ending.FAILED);
        assertThat(rig.store.now(incident).state()).isEqualTo(IncidentState.DIAGNOSING);
    }

    @Test
    void half_an_hour_later_it_is_looked_at_again() {
        rig.become(CHECKOUT, GOOD);
        rig.minutes(3);
        rig.verifying.advance(incident);

        assertThat(rig.store.jobs.dueAt(Verifying.RECHECK, incident.id()))
                .hasValue(rig.store.clock.instant().plus(Duration.ofMinutes(30)));

        rig.minutes(3);
        rig.verifying.recheck(incident.id());
        assertThat(rig.lastTold(incident)).startsWith("still good after 30 minutes");

        rig.become(CHECKOUT, BAD);
        rig.minutes(3);
        rig.verifying.recheck(incident.id());
        assertThat(rig.lastTold(incident)).startsWith("not good any more after 30 minutes");
        assertThat(rig.endingOf(incident)).hasValue(Ending.FAILED);
    }

    @Test
    void half_an_hour_later_no_data_is_no_relapse() {
        rig.become(CHECKOUT, GOOD);
        rig.minutes(3);
        rig.verifying.advance(incident);

        rig.store.clock.pass(Duration.ofMinutes(30));
        rig.verifying.recheck(incident.id());

        assertThat(rig.lastTold(incident)).startsWith("after 30 minutes nothing tells");
        assertThat(rig.endingOf(incident)).hasValue(Ending.VERIFIED);
    }

    @Test
    void samples_that_were_good_a_while_ago_prove_nothing_now() {
        rig.become(CHECKOUT, GOOD);
        rig.minutes(3);
        rig.store.clock.pass(Duration.ofMinutes(5));

        assertThat(rig.verifying.advance(incident)).hasValue(Duration.ofMinutes(1));
    }

    @Test
    void the_target_stays_ours_until_it_is_proven_and_is_free_then() {
        for (int i = 0; i < 19; i++) {
            rig.minutes(1);
            rig.verifying.advance(incident);
        }
        rig.store.clock.pass(Duration.ofMinutes(29));
        assertThat(rig.isLocked("volume")).isTrue();

        rig.become(CHECKOUT, GOOD);
        rig.minutes(3);
        rig.verifying.advance(incident);
        assertThat(rig.isLocked("volume")).isFalse();
    }
}
