package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.contract.act.FieldChange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActionLedgerTest extends StoreTest {
    private static final String OTHER = "PLAN-2";
    private static final String TARGET = "deployment/shop/checkout";

    @Test
    void counts_automatic_actions_of_the_last_hour_in_all_and_per_target() {
        enter("S/1", TARGET, true, "3", "5");
        enter("S/2", "node/n1", true, "false", "true");
        enter("S/3", TARGET, false, "5", "6");
        clock.pass(Duration.ofMinutes(61));
        enter("S/4", TARGET, true, "6", "7");

        assertThat(ledger.automaticOfOthers(OTHER, Clock.START)).isEqualTo(3);
        assertThat(ledger.automaticOfOthers(TARGET, OTHER, Clock.START)).isEqualTo(2);
        assertThat(ledger.automaticOfOthers(OTHER, hourAgo())).isEqualTo(1);
        assertThat(ledger.automaticOfOthers("node/n1", OTHER, hourAgo())).isZero();
    }

    @Test
    void a_plan_is_not_held_up_by_its_own_actions() {
        enter("S/1", TARGET, true, "3", "5");

        assertThat(ledger.automaticOfOthers("PLAN-1", Clock.START)).isZero();
        assertThat(ledger.automaticOfOthers(TARGET, "PLAN-1", Clock.START)).isZero();
    }

    @Test
    void a_step_counts_once_however_often_it_is_entered() {
        enter("S/1", TARGET, true, "3", "5");
        enter("S/1", TARGET, true, "3", "5");

        assertThat(ledger.automaticOfOthers(OTHER, Clock.START)).isEqualTo(1);
    }

    @Test
    void a_limit_holds_when_many_come_at_once() throws Exception {
        Racing.all(
                8,
                racer ->
                        () ->
                                database.<Boolean, RuntimeException>transaction(
                                        "act",
                                        tx -> {
                                            if (ledger.automaticOfOthers(tx, OTHER, Clock.START)
                                                    >= 3) return false;
                                            ledger.enter(
                                                    tx,
                                                    action("S/" + racer, TARGET, true, "1", "2"));
                                            return true;
                                        }));

        assertThat(ledger.automaticOfOthers(OTHER, Clock.START)).isEqualTo(3);
    }

    @Test
    void history_is_newest_first() {
        enter("S/1", TARGET, true, "3", "5");
        clock.pass(Duration.ofMinutes(1));
        enter("S/2", TARGET, true, "5", "6");

        assertThat(ledger.history(TARGET, Clock.START))
                .extracting(TargetAction::stepKey)
                .containsExactly("S/2", "S/1");
        assertThat(ledger.history(TARGET, clock.instant()))
                .containsExactly(action("S/2", TARGET, true, "5", "6"));
    }

    @Test
    void putting_back_and_going_the_other_way_are_opposed() {
        enter("S/1", TARGET, true, "3", "5");

        assertThat(opposed("5", "3")).containsExactly("S/1");
        assertThat(opposed("5", "4")).containsExactly("S/1");
        assertThat(opposed("5", "8")).isEmpty();
        assertThat(ledger.opposed(TARGET, change("/spec/paused", "true", "false"), Clock.START))
                .isEmpty();
    }

    @Test
    void a_second_restart_is_not_opposed_to_the_first() {
        enter("S/1", TARGET, true, null, "\"10:00\"");

        assertThat(opposed("\"10:00\"", "\"11:00\"")).isEmpty();
        assertThat(opposed("\"10:00\"", null)).containsExactly("S/1");
    }

    @Test
    void what_is_older_than_asked_for_is_forgotten() {
        enter("S/1", TARGET, true, "3", "5");
        clock.pass(Duration.ofHours(24).plusSeconds(1));

        Instant dayAgo = clock.instant().minus(Duration.ofHours(24));
        assertThat(ledger.opposed(TARGET, change("/spec/value", "5", "3"), dayAgo)).isEmpty();
    }

    private List<String> opposed(@Nullable String before, @Nullable String after) {
        return ledger.opposed(TARGET, change("/spec/value", before, after), Clock.START).stream()
                .map(TargetAction::stepKey)
                .toList();
    }

    private Instant hourAgo() {
        return clock.instant().minus(Duration.ofHours(1));
    }

    private void enter(
            String key,
            String target,
            boolean automatic,
            @Nullable String before,
            @Nullable String after) {
        database.change(
                "act", tx -> ledger.enter(tx, action(key, target, automatic, before, after)));
    }

    private TargetAction action(
            String key,
            String target,
            boolean automatic,
            @Nullable String before,
            @Nullable String after) {
        return new TargetAction(
                key,
                target,
                "INC-1",
                "PLAN-1",
                "kubernetes.scale",
                automatic,
                clock.instant(),
                change("/spec/value", before, after));
    }

    private static List<FieldChange> change(
            String path, @Nullable String before, @Nullable String after) {
        return List.of(new FieldChange(path, before, after));
    }
}
