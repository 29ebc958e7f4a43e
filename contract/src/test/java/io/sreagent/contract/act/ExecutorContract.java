package io.sreagent.contract.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the life of a step demands of every executor whose platform can be asked for an effect
 * afterwards. The rig is a platform with one target that the intent would change.
 */
public abstract class ExecutorContract {
    private static final String KEY = "PLAN-7-1/1";
    private static final String OTHER_KEY = "PLAN-8-1/1";
    private static final String UNDO_KEY = "PLAN-7-1/1/undo";

    /** A platform of its own for one test. */
    public interface Rig {
        Executor executor();

        /** Aimed at the target by name, without its UID. */
        Intent intent();

        /** How often the platform has carried the effect out, dry runs not counted. */
        int effects();

        /** The platform carries the next write out, but its answer never arrives. */
        void loseNextAnswer();

        /** The platform turns the next write away untouched, and says to come again. */
        void turnNextWriteAway();

        /** From now on nothing at the platform can be reached, until called with false. */
        void cutOff(boolean cut);

        /** Another object takes the target's place under its name. */
        void replaceTarget();

        /** Somebody else changes what the step would change; false where there is no such thing. */
        boolean interfere();

        /** The platform completes whatever it has begun. */
        void complete();

        /** Whether the effect can be undone. */
        boolean undoable();
    }

    protected abstract Rig rig();

    private Rig rig;
    private Executor executor;
    private Intent intent;

    @BeforeEach
    void setUp() {
        rig = rig();
        executor = rig.executor();
        intent = rig.intent();
    }

    @Test
    void a_preview_changes_nothing_and_is_the_same_when_made_again() throws Exception {
        Preview first = executor.preview(intent);
        Preview second = executor.preview(intent);

        assertThat(rig.effects()).isZero();
        assertThat(first.sameEffectAs(second)).isTrue();
        assertThat(first.changes()).isNotEmpty();
        assertThat(first.diff()).isNotBlank();
        assertThat(first.undo()).isNotBlank();
    }

    @Test
    void the_target_is_resolved_at_the_platform() throws Exception {
        assertThat(executor.preview(intent).target().uid()).isNotEmpty();
    }

    @Test
    void a_target_of_another_identity_is_refused() {
        Target meant = intent.target();
        Intent other =
                new Intent(
                        intent.tool(),
                        new Target(meant.kind(), meant.namespace(), meant.name(), "another-uid"),
                        intent.arguments());

        assertThatThrownBy(() -> executor.preview(other)).isInstanceOf(PreviewRefused.class);
    }

    @Test
    void a_target_that_is_not_there_is_refused() {
        Target meant = intent.target();
        Intent missing =
                new Intent(
                        intent.tool(),
                        new Target(meant.kind(), meant.namespace(), "nobody-by-this-name", ""),
                        intent.arguments());

        assertThatThrownBy(() -> executor.preview(missing)).isInstanceOf(PreviewRefused.class);
    }

    @Test
    void a_name_cannot_lead_elsewhere() {
        Target meant = intent.target();
        for (String name : new String[] {"../secrets/x", "a/b", "a?dryRun=All", "", "A B"}) {
            Intent odd =
                    new Intent(
                            intent.tool(),
                            new Target(meant.kind(), meant.namespace(), name, ""),
                            intent.arguments());

            assertThatThrownBy(() -> executor.preview(odd)).isInstanceOf(PreviewRefused.class);
        }
        assertThat(rig.effects()).isZero();
    }

    @Test
    void before_the_step_its_effect_is_absent_and_afterwards_present() throws Exception {
        Preview bound = executor.preview(intent);
        assertThat(executor.look(intent, bound, KEY)).isEqualTo(Presence.ABSENT);

        assertThat(executor.execute(intent, bound, KEY)).isInstanceOf(Outcome.Done.class);

        assertThat(executor.look(intent, bound, KEY)).isEqualTo(Presence.PRESENT);
        assertThat(rig.effects()).isEqualTo(1);
    }

    @Test
    void the_same_step_again_does_nothing_twice() throws Exception {
        Preview bound = executor.preview(intent);
        executor.execute(intent, bound, KEY);

        executor.execute(intent, bound, KEY);

        assertThat(rig.effects()).isEqualTo(1);
    }

    @Test
    void after_a_lost_answer_the_effect_is_found_and_not_repeated() throws Exception {
        Preview bound = executor.preview(intent);
        rig.loseNextAnswer();

        Outcome outcome = executor.execute(intent, bound, KEY);

        assertThat(outcome).isNotInstanceOf(Outcome.Retry.class);
        assertThat(outcome).isNotInstanceOf(Outcome.Refused.class);
        assertThat(executor.look(intent, bound, KEY)).isEqualTo(Presence.PRESENT);
        executor.execute(intent, bound, KEY);
        assertThat(rig.effects()).isEqualTo(1);
    }

    @Test
    void a_write_that_was_turned_away_may_be_tried_again() throws Exception {
        Preview bound = executor.preview(intent);
        rig.turnNextWriteAway();

        assertThat(executor.execute(intent, bound, KEY)).isInstanceOf(Outcome.Retry.class);
        assertThat(executor.look(intent, bound, KEY)).isEqualTo(Presence.ABSENT);

        assertThat(executor.execute(intent, bound, KEY)).isInstanceOf(Outcome.Done.class);
        assertThat(rig.effects()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_reached_is_neither_present_nor_absent() throws Exception {
        Preview bound = executor.preview(intent);
        rig.cutOff(true);

        assertThat(executor.look(intent, bound, KEY)).isEqualTo(Presence.UNKNOWN);
        assertThat(executor.settled(intent, bound, KEY)).isInstanceOf(Outcome.Retry.class);
        assertThatThrownBy(() -> executor.preview(intent)).isInstanceOf(PreviewRefused.class);
        assertThat(executor.execute(intent, bound, KEY)).isNotInstanceOf(Outcome.Done.class);

        rig.cutOff(false);
        assertThat(rig.effects()).isZero();
        assertThat(executor.look(intent, bound, KEY)).isEqualTo(Presence.ABSENT);
    }

    @Test
    void an_object_of_the_same_name_made_later_is_safe() throws Exception {
        Preview bound = executor.preview(intent);
        rig.replaceTarget();

        executor.execute(intent, bound, KEY);

        assertThat(rig.effects()).isZero();
    }

    @Test
    void a_field_that_someone_changed_since_is_left_alone() throws Exception {
        Preview bound = executor.preview(intent);
        assumeTrue(rig.interfere(), "this step has no field that others could change");

        assertThat(executor.execute(intent, bound, KEY)).isInstanceOf(Outcome.Refused.class);
        assertThat(rig.effects()).isZero();
        assertThat(executor.look(intent, bound, KEY)).isEqualTo(Presence.ABSENT);
    }

    @Test
    void a_completed_effect_is_settled() throws Exception {
        Preview bound = executor.preview(intent);
        executor.execute(intent, bound, KEY);

        rig.complete();

        assertThat(executor.settled(intent, bound, KEY)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void undoing_puts_back_what_was_there() throws Exception {
        assumeTrue(rig.undoable(), "this effect cannot be undone");
        Preview bound = executor.preview(intent);
        executor.execute(intent, bound, KEY);
        rig.complete();

        assertThat(executor.undo(intent, bound, UNDO_KEY)).isInstanceOf(Outcome.Done.class);

        assertThat(executor.look(intent, bound, UNDO_KEY)).isEqualTo(Presence.PRESENT);
        assertThat(executor.undo(intent, bound, UNDO_KEY)).isInstanceOf(Outcome.Done.class);
        assertThat(rig.effects()).isEqualTo(2);
        rig.complete();
        assertThat(executor.preview(intent).changes()).isEqualTo(bound.changes());
    }

    @Test
    void undoing_leaves_alone_what_someone_changed_since() throws Exception {
        assumeTrue(rig.undoable(), "this effect cannot be undone");
        Preview bound = executor.preview(intent);
        executor.execute(intent, bound, KEY);
        assumeTrue(rig.interfere(), "this step has no field that others could change");

        assertThat(executor.undo(intent, bound, UNDO_KEY)).isInstanceOf(Outcome.Refused.class);
        assertThat(rig.effects()).isEqualTo(1);
    }

    @Test
    void what_cannot_be_undone_says_so() throws Exception {
        assumeTrue(!rig.undoable(), "this effect can be undone");
        Preview bound = executor.preview(intent);
        executor.execute(intent, bound, KEY);

        assertThat(executor.undo(intent, bound, UNDO_KEY)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void the_effect_of_one_step_is_not_taken_for_that_of_another() throws Exception {
        Preview bound = executor.preview(intent);
        executor.execute(intent, bound, KEY);
        assumeTrue(rig.undoable(), "this effect is known by the target's absence, not by a key");

        assertThat(executor.look(intent, bound, OTHER_KEY)).isEqualTo(Presence.ABSENT);
    }

    @Test
    void an_argument_that_the_tool_does_not_take_is_refused() {
        java.util.Map<String, String> more = new java.util.TreeMap<>(intent.arguments());
        more.put("no_such_argument", "x");

        assertThatThrownBy(() -> executor.preview(new Intent(intent.tool(), intent.target(), more)))
                .isInstanceOf(PreviewRefused.class)
                .hasMessageContaining("no_such_argument");
    }
}
