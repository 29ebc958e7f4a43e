package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

class DatabaseTest extends StoreTest {

    @Test
    void what_follows_a_commit_runs_after_it_and_only_then() {
        List<String> order = new ArrayList<>();
        Database told = SharedStore.empty(backend, order::add);

        told.change("point", tx -> tx.afterCommit(() -> order.add("after")));
        assertThatThrownBy(
                        () ->
                                told.change(
                                        "failed",
                                        tx -> {
                                            tx.afterCommit(() -> order.add("never"));
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");

        assertThat(order).containsExactly("point", "after");
    }

    @Test
    void reading_inside_a_transaction_sees_what_it_wrote() {
        String id =
                database.transaction(
                        "open",
                        tx -> {
                            String opened = incidents.open(tx, this::fresh, line("opened")).id();
                            assertThat(incidents.find(opened)).isPresent();
                            return opened;
                        });

        assertThat(incidents.find(id)).isPresent();
    }

    @Test
    void a_transaction_inside_another_is_refused_and_nothing_is_left_behind() {
        assertThatThrownBy(() -> database.change("outer", tx -> opened()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("inside another");

        assertThat(passed).isEmpty();
        assertThat(opened().id()).isEqualTo("INC-1");
    }

    @Test
    void a_deadlock_is_solved_by_running_one_side_again() throws Exception {
        String one = opened().id();
        String two = opened().id();
        CyclicBarrier both = new CyclicBarrier(2);
        List<Object> results =
                Racing.all(
                        2,
                        racer ->
                                () -> {
                                    boolean[] met = {false};
                                    database.change(
                                            "cross",
                                            tx -> {
                                                touch(tx, racer == 0 ? one : two);
                                                if (!met[0]) {
                                                    met[0] = true;
                                                    await(both);
                                                }
                                                touch(tx, racer == 0 ? two : one);
                                            });
                                    return true;
                                });

        assertThat(results).containsExactly(true, true);
        assertThat(incidents.find(one).orElseThrow().round()).isEqualTo(2);
        assertThat(incidents.find(two).orElseThrow().round()).isEqualTo(2);
    }

    @Test
    void the_databases_clock_is_near_ours_here() {
        Instant now = new DatabaseClock(database).instant();

        assertThat(Duration.between(now, Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void a_database_that_cannot_be_opened_says_what_to_check_and_no_secret() {
        var settings =
                new Backend.Settings(
                        "jdbc:postgresql://joe:hunter2@localhost:1/x?password=hunter3",
                        Optional.of("joe"));

        assertThatThrownBy(() -> new Database(settings, CommitPoints.none()))
                .hasMessageContaining("database.url")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("hunter3");
    }

    private static void touch(Tx tx, String id) {
        tx.handle().execute("UPDATE incident SET round = round + 1 WHERE id = ?", id);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
