package io.sreagent.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.Approval;
import io.sreagent.contract.plan.Licence;
import io.sreagent.contract.plan.Mode;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Step;
import io.sreagent.contract.plan.Verdict;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.StepState;
import io.sreagent.incident.TargetAction;
import io.sreagent.incident.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One step, from its plan to its effect and back, and what happens where it is cut off. */
@SuppressWarnings("NullAway.Init")
class StepRunnerTest {
    /** Longer than a dead process's claim holds, shorter than a step may take. */
    private static final Duration AFTER_A_CRASH = Duration.ofMinutes(3);

    @TempDir Path folder;

    private final Dials dials = new Dials();
    private TestStore store;
    private StepRunner runner;
    private Incident incident;
    private Plan plan;
    private Step step;

    @BeforeEach
    void aPlanOfOneStep() {
        store = new TestStore(folder);
        runner = process();
        incident = store.opened(IncidentState.EXECUTING);
        plan = offered("PLAN-1", "volume");
        step = plan.steps().getFirst();
    }

    @Test
    void a_step_is_intended_done_settled_and_told() {
        Progress progress = runner.advance(licence(plan), step);

        assertThat(progress).isEqualTo(new Progress.Finished("turned"));
        assertThat(dials.valueOf("volume")).isEqualTo("7");
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.DONE);
        assertThat(store.told(incident)).contains("turn volume: turned");
        assertThat(store.ledger.history("dial/shop/volume", incident.openedAt()))
                .extracting(TargetAction::stepKey)
                .containsExactly(step.key());
    }

    @Test
    void a_step_that_is_done_is_not_done_again() {
        runner.advance(licence(plan), step);

        assertThat(runner.advance(licence(plan), step)).isEqualTo(new Progress.Finished("turned"));
        assertThat(dials.effects).containsExactly(step.key());
    }

    @Test
    void a_step_of_another_plan_is_not_covered_by_the_licence() {
        Plan other = offered("PLAN-2", "brightness");

        assertThatThrownBy(() -> runner.advance(licence(plan), other.steps().getFirst()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PLAN-2/1 is no step of PLAN-1");
        assertThat(dials.effects).isEmpty();
    }

    @Test
    void a_target_that_someone_else_has_turned_since_voids_the_step() {
        dials.set("volume", "3");

        Progress progress = runner.advance(licence(plan), step);

        assertThat(progress).isInstanceOf(Progress.Voided.class);
        assertThat(progress.detail())
                .startsWith("dial/shop/volume is no longer what was decided upon");
        assertThat(dials.effects).isEmpty();
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.PLANNED);
    }

    @Test
    void a_step_that_the_dry_run_refuses_has_failed_and_left_nothing() {
        dials.refuses = "owned by another controller";

        assertThat(runner.advance(licence(plan), step))
                .isEqualTo(new Progress.Failed(false, "owned by another controller"));
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.REFUSED);
    }

    @Test
    void another_object_of_the_same_workload_is_waited_for_too() {
        Plan other = offered("PLAN-2", "treble");
        runner.advance(licence(other), other.steps().getFirst());

        Progress progress = runner.advance(licence(plan), step);

        assertThat(progress.detail()).startsWith("workload ").contains("is being changed for");
        assertThat(dials.effects).containsExactly("PLAN-2/1");
    }

    @Test
    void an_automatic_action_that_began_since_the_verdict_has_it_judged_again() {
        Licence judgedBefore = automatic(plan);
        store.clock.pass(Duration.ofSeconds(1));
        store.database.change("act", tx -> store.ledger.enter(tx, automaticActionElsewhere()));
        store.clock.pass(Duration.ofSeconds(1));

        assertThat(runner.advance(judgedBefore, step).detail())
                .isEqualTo("another automatic action began meanwhile, to be judged again");
        assertThat(dials.effects).isEmpty();
        assertThat(runner.advance(automatic(plan), step)).isInstanceOf(Progress.Finished.class);
    }

    private Licence automatic(Plan of) {
        Instant now = store.clock.instant();
        Instant later = now.plus(Duration.ofMinutes(30));
        Verdict verdict = new Verdict(Mode.AUTO, List.of(), of.hash(), now, later);
        return Licence.of(of, verdict, List.of(), 1, now).orElseThrow();
    }

    private TargetAction automaticActionElsewhere() {
        return new TargetAction(
                "PLAN-9/1",
                "dial/till/treble",
                incident.id(),
                "PLAN-9",
                "test.turn",
                true,
                store.clock.instant(),
                List.of());
    }

    @Test
    void the_record_of_an_intent_names_the_plan_and_the_verdict() {
        runner.advance(licence(plan), step);

        assertThat(store.audit.from(1, 100))
                .filteredOn(record -> record.kind().equals("step.intended"))
                .singleElement()
                .satisfies(
                        record ->
                                assertThat(record.toString())
                                        .contains(plan.hash(), "verdict SEMI_AUTO"));
    }

    @Test
    void a_step_that_the_platform_refuses_has_failed_and_left_nothing() {
        dials.insteadOfEffect = new Outcome.Refused("admission denied");

        assertThat(runner.advance(licence(plan), step))
                .isEqualTo(new Progress.Failed(false, "admission denied"));
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.REFUSED);
    }

    @Test
    void a_target_that_another_plan_is_changing_is_waited_for() {
        Plan other = offered("PLAN-2", "volume");
        runner.advance(licence(other), other.steps().getFirst());
        dials.set("volume", "0");

        Progress progress = runner.advance(licence(plan), step);

        assertThat(progress).isInstanceOf(Progress.Waiting.class);
        assertThat(progress.detail())
                .isEqualTo("dial/shop/volume is being changed for " + incident.id());
        assertThat(dials.effects).containsExactly("PLAN-2/1");
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.PLANNED);

        store.database.change("free", tx -> store.locks.releaseAll(tx, other.id()));
        assertThat(runner.advance(licence(plan), step)).isInstanceOf(Progress.Finished.class);
    }

    @Test
    void of_two_processes_only_the_one_that_has_claimed_the_step_works_on_it() {
        dials.settling = new Outcome.Retry(Duration.ofSeconds(5), "1 of 3");
        runner.advance(licence(plan), step);

        Progress second = process().advance(licence(plan), step);

        assertThat(second.detail()).isEqualTo("another process is working on it");
        store.clock.pass(AFTER_A_CRASH);
        dials.settling = new Outcome.Done("3 of 3");
        assertThat(process().advance(licence(plan), step))
                .isEqualTo(new Progress.Finished("3 of 3"));
    }

    @Test
    void an_effect_that_settles_slowly_is_waited_for_until_its_time_is_up() {
        dials.settling = new Outcome.Retry(Duration.ofSeconds(5), "1 of 3");

        assertThat(runner.advance(licence(plan), step))
                .isEqualTo(new Progress.Waiting(Duration.ofSeconds(5), "1 of 3"));
        store.clock.pass(Dials.TIMEOUT);
        assertThat(runner.advance(licence(plan), step)).isInstanceOf(Progress.Waiting.class);
        store.clock.pass(Duration.ofSeconds(1));
        assertThat(runner.advance(licence(plan), step))
                .isEqualTo(new Progress.Failed(true, "not complete after PT5M: 1 of 3"));
        assertThat(dials.effects).containsExactly(step.key());
    }

    @Test
    void an_effect_that_settles_badly_has_left_something() {
        dials.settling = new Outcome.Refused("crash loop");

        assertThat(runner.advance(licence(plan), step))
                .isEqualTo(new Progress.Failed(true, "crash loop"));
    }

    @Test
    void an_effect_whose_answer_is_lost_is_found_and_not_repeated() {
        dials.losesAnswers = true;

        assertThat(runner.advance(licence(plan), step)).isInstanceOf(Progress.Waiting.class);
        assertThat(runner.advance(licence(plan), step)).isInstanceOf(Progress.Finished.class);
        assertThat(dials.effects).containsExactly(step.key());
    }

    @Test
    void cut_off_before_its_effect_the_step_is_done_by_the_next_process() {
        dieAt("effect:before");

        assertThat(process().advance(licence(plan), step)).isInstanceOf(Progress.Finished.class);
        assertThat(dials.effects).containsExactly(step.key());
    }

    @Test
    void cut_off_after_its_effect_the_step_is_found_and_not_repeated() {
        dieAt("effect:after");

        assertThat(process().advance(licence(plan), step)).isInstanceOf(Progress.Finished.class);
        assertThat(dials.effects).containsExactly(step.key());
    }

    @Test
    void cut_off_before_its_effect_a_step_whose_target_was_changed_since_is_void() {
        dieAt("effect:before");
        dials.set("volume", "3");

        assertThat(process().advance(licence(plan), step)).isInstanceOf(Progress.Voided.class);
        assertThat(dials.valueOf("volume")).isEqualTo("3");
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.REFUSED);
    }

    @Test
    void what_nobody_can_tell_after_a_crash_is_asked_again_and_then_a_persons() {
        dieAt("effect:after");
        dials.silent = true;
        StepRunner reborn = process();

        assertThat(reborn.advance(licence(plan), step)).isInstanceOf(Progress.Waiting.class);
        store.clock.pass(Dials.TIMEOUT);
        assertThat(reborn.advance(licence(plan), step)).isInstanceOf(Progress.Unclear.class);
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.UNKNOWN);

        dials.silent = false;
        assertThat(reborn.advance(licence(plan), step)).isInstanceOf(Progress.Unclear.class);
        assertThat(dials.effects).containsExactly(step.key());
    }

    @Test
    void an_effect_that_cannot_be_begun_in_its_time_is_void() {
        dials.insteadOfEffect = new Outcome.Retry(Duration.ofSeconds(5), "too many requests");

        assertThat(runner.advance(licence(plan), step))
                .isEqualTo(new Progress.Waiting(Duration.ofSeconds(5), "too many requests"));
        store.clock.pass(Dials.TIMEOUT.plusSeconds(1));
        dials.insteadOfEffect = null;

        assertThat(runner.advance(licence(plan), step)).isInstanceOf(Progress.Voided.class);
        assertThat(dials.effects).isEmpty();
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.REFUSED);
    }

    @Test
    void nothing_takes_effect_while_the_audit_chain_cannot_be_anchored() throws IOException {
        blockAnchor();

        Progress progress = runner.advance(licence(plan), step);

        assertThat(progress).isInstanceOf(Progress.Waiting.class);
        assertThat(progress.detail()).contains("audit anchor", "cannot be written");
        assertThat(dials.effects).isEmpty();

        unblockAnchor();
        assertThat(runner.advance(licence(plan), step)).isInstanceOf(Progress.Finished.class);
        assertThat(dials.effects).containsExactly(step.key());
        assertThat(store.audit.verify().first()).isEmpty();
    }

    @Test
    void a_step_is_not_even_intended_once_the_anchor_is_known_to_fail() throws IOException {
        blockAnchor();
        offered("PLAN-2", "brightness"); // writes a record, and finds out

        assertThat(runner.advance(licence(plan), step)).isInstanceOf(Progress.Waiting.class);
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.PLANNED);
    }

    @Test
    void nothing_is_undone_while_the_audit_chain_cannot_be_anchored() throws IOException {
        runner.advance(licence(plan), step);
        blockAnchor();

        assertThat(runner.undo(licence(plan), step)).isInstanceOf(Progress.Waiting.class);
        assertThat(dials.valueOf("volume")).isEqualTo("7");

        unblockAnchor();
        assertThat(runner.undo(licence(plan), step)).isInstanceOf(Progress.Finished.class);
        assertThat(dials.valueOf("volume")).isEqualTo("0");
    }

    @Test
    void undoing_puts_back_what_was_there_and_tells_it() {
        runner.advance(licence(plan), step);

        assertThat(runner.undo(licence(plan), step))
                .isEqualTo(new Progress.Finished("volume is at 0"));
        assertThat(dials.valueOf("volume")).isEqualTo("0");
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.UNDONE);
        assertThat(store.told(incident)).contains("undone: turn volume");
    }

    @Test
    void a_step_that_did_nothing_has_nothing_to_undo() {
        assertThat(runner.undo(licence(plan), step))
                .isEqualTo(new Progress.Finished("nothing to undo"));
        assertThat(dials.effects).isEmpty();
    }

    @Test
    void what_someone_else_has_changed_since_is_not_undone() {
        runner.advance(licence(plan), step);
        dials.set("volume", "9");

        assertThat(runner.undo(licence(plan), step))
                .isEqualTo(new Progress.Failed(true, "volume is 9, not 7"));
        assertThat(dials.valueOf("volume")).isEqualTo("9");
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.UNDO_REFUSED);
    }

    @Test
    void cut_off_while_undoing_it_is_undone_once() {
        for (String point : List.of("step:undoing", "effect:before", "effect:after")) {
            Plan each = offered("PLAN-" + point, point);
            Step only = each.steps().getFirst();
            StepRunner first = process();
            first.advance(licence(each), only);
            store.endAt(point);
            assertThatThrownBy(() -> first.undo(licence(each), only))
                    .isInstanceOf(TestStore.PowerOff.class);
            store.clock.pass(AFTER_A_CRASH);

            assertThat(process().undo(licence(each), only)).isInstanceOf(Progress.Finished.class);
            assertThat(dials.valueOf(point)).as(point).isEqualTo("0");
            assertThat(dials.effects).as(point).endsWith(only.key(), only.key() + "-undo");
            store.database.change("free", tx -> store.locks.releaseAll(tx, each.id()));
        }
    }

    @Test
    void an_undoing_that_nobody_can_tell_of_is_a_persons_in_the_end() {
        runner.advance(licence(plan), step);
        dials.losesAnswers = true;
        runner.undo(licence(plan), step);
        dials.silent = true;

        assertThat(runner.undo(licence(plan), step)).isInstanceOf(Progress.Waiting.class);
        store.clock.pass(Dials.TIMEOUT.plusSeconds(1));
        assertThat(runner.undo(licence(plan), step)).isInstanceOf(Progress.Unclear.class);
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.UNKNOWN);
    }

    @Test
    void an_undoing_that_cannot_be_begun_in_its_time_is_given_up() {
        runner.advance(licence(plan), step);
        dials.insteadOfUndo = new Outcome.Retry(Duration.ofSeconds(5), "too many requests");

        assertThat(runner.undo(licence(plan), step)).isInstanceOf(Progress.Waiting.class);
        store.clock.pass(Dials.TIMEOUT.plusSeconds(1));
        assertThat(runner.undo(licence(plan), step))
                .isEqualTo(new Progress.Failed(true, "not undone after PT5M: too many requests"));
        assertThat(store.stateOf(step.key())).isEqualTo(StepState.UNDO_REFUSED);
    }

    private void dieAt(String point) {
        store.endAt(point);
        assertThatThrownBy(() -> runner.advance(licence(plan), step))
                .isInstanceOf(TestStore.PowerOff.class);
        store.clock.pass(AFTER_A_CRASH);
    }

    /** A process that starts now, and knows nothing but what the store says. */
    private StepRunner process() {
        return new StepRunner(
                store.database,
                store.steps,
                store.incidents,
                store.locks,
                store.ledger,
                store.audit,
                List.of(dials),
                store.clock);
    }

    private Plan offered(String id, String dial) {
        Plan offered = dials.plan(id, incident.id(), Dials.turn(dial, "7"));
        store.offer(offered, verdict(offered), PlanState.OFFERED);
        return offered;
    }

    private Verdict verdict(Plan of) {
        return new Verdict(
                Mode.SEMI_AUTO,
                List.of(),
                of.hash(),
                store.clock.instant(),
                store.clock.instant().plus(Duration.ofMinutes(30)));
    }

    private Licence licence(Plan of) {
        Approval approval =
                new Approval(of.id(), of.hash(), true, "alice", "", store.clock.instant());
        return Licence.of(of, verdict(of), List.of(approval), 1, store.clock.instant())
                .orElseThrow();
    }

    /** A folder where the file should be: nobody can append to that. */
    private void blockAnchor() throws IOException {
        Files.move(store.anchors, folder.resolve("aside"));
        Files.createDirectory(store.anchors);
    }

    private void unblockAnchor() throws IOException {
        Files.delete(store.anchors);
        Files.move(folder.resolve("aside"), store.anchors);
    }
}
