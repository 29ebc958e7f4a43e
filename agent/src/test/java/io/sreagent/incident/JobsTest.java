package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class JobsTest extends StoreTest {
    private final List<Job> ran = new ArrayList<>();
    private Jobs jobs;

    @BeforeEach
    void noJobs() {
        jobs = new Jobs(database, clock);
    }

    @AfterEach
    void stop() {
        jobs.close();
    }

    @Test
    void a_job_runs_when_it_is_due_and_once() {
        jobs.register("advance", this::remember);
        schedule("INC-1", "data", 60);

        jobs.runDue();
        assertThat(ran).isEmpty();
        assertThat(jobs.nextDue()).contains(Clock.START.plusSeconds(60));

        clock.pass(Duration.ofSeconds(60));
        jobs.runDue();
        jobs.runDue();
        assertThat(ran)
                .containsExactly(
                        new Job("advance", "INC-1", "data", Clock.START.plusSeconds(60), 0));
        assertThat(jobs.nextDue()).isEmpty();
    }

    @Test
    void a_job_of_a_transaction_that_failed_does_not_exist() {
        jobs.register("advance", this::remember);

        assertThatThrownBy(
                        () ->
                                database.change(
                                        "schedule",
                                        tx -> {
                                            jobs.schedule(
                                                    tx, "advance", "INC-1", "", clock.instant());
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");

        jobs.runDue();
        assertThat(ran).isEmpty();
    }

    @Test
    void scheduled_twice_it_runs_once_at_the_earlier_time_with_the_later_data() {
        jobs.register("advance", this::remember);
        schedule("INC-1", "old", 60);
        schedule("INC-1", "new", 30);
        schedule("INC-1", "newest", 90);

        clock.pass(Duration.ofSeconds(100));
        jobs.runDue();

        assertThat(ran).extracting(Job::data).containsExactly("newest");
        assertThat(ran.getFirst().dueAt()).isEqualTo(Clock.START.plusSeconds(30));
    }

    @Test
    void scheduled_while_it_runs_it_runs_once_more() {
        jobs.register(
                "advance",
                job -> {
                    if (ran.isEmpty()) {
                        schedule("INC-1", "again", 0);
                        schedule("INC-1", "again", 0);
                    }
                    return remember(job);
                });
        schedule("INC-1", "first", 0);

        jobs.runDue();

        assertThat(ran).extracting(Job::data).containsExactly("first", "again");
        assertThat(ran).extracting(Job::id).containsOnly("INC-1");
    }

    @Test
    void a_second_run_that_goes_on_becomes_one_with_the_first() {
        jobs.register(
                "advance",
                job -> {
                    if (ran.isEmpty()) schedule("INC-1", "second", 0);
                    remember(job);
                    return Job.again(Duration.ofSeconds(10));
                });
        schedule("INC-1", "first", 0);

        jobs.runDue();
        assertThat(ran).hasSize(2);
        clock.pass(Duration.ofSeconds(10));
        jobs.runDue();

        assertThat(ran).hasSize(3);
    }

    @Test
    void a_second_run_that_goes_on_is_not_lost_while_the_first_still_runs() throws Exception {
        jobs = new Jobs(database, InstantSource.system());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch wentOn = new CountDownLatch(2);
        jobs.register(
                "advance",
                job -> {
                    if (begun.getCount() > 0) {
                        begun.countDown();
                        wentOn.await();
                        return Job.finished();
                    }
                    wentOn.countDown();
                    return wentOn.getCount() == 0
                            ? Job.finished()
                            : Job.again(Duration.ofMillis(1));
                });
        jobs.start();
        schedule("INC-1", "first", 0);
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        schedule("INC-1", "second", 0);

        assertThat(wentOn.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_tick_that_another_process_runs_is_not_doubled() {
        jobs.every("tick", () -> Duration.ofMinutes(1), () -> {});
        jobs.runDue();
        jobs.close();
        leaveToTheDead();

        jobs = new Jobs(database, InstantSource.system());
        jobs.every("tick", () -> Duration.ofMinutes(1), () -> {});
        jobs.start();

        assertThat(
                        database.<Integer, RuntimeException>read(
                                handle ->
                                        handle.createQuery("SELECT COUNT(*) FROM scheduled_tasks")
                                                .mapTo(Integer.class)
                                                .one()))
                .isEqualTo(1);
    }

    @Test
    void a_handler_can_ask_to_be_called_again() {
        jobs.register(
                "wait",
                job -> {
                    ran.add(job);
                    return ran.size() < 3 ? Job.again(Duration.ofSeconds(10)) : Job.finished();
                });
        database.change("s", tx -> jobs.schedule(tx, "wait", "S/1", "x", clock.instant()));

        for (int i = 0; i < 5; i++) {
            jobs.runDue();
            clock.pass(Duration.ofSeconds(10));
        }

        assertThat(ran).hasSize(3);
        assertThat(ran).extracting(Job::data).containsOnly("x");
    }

    @Test
    void what_fails_is_tried_again_later_and_later() {
        jobs.register(
                "advance",
                job -> {
                    remember(job);
                    throw new IllegalStateException("not yet");
                });
        schedule("INC-1", "", 0);

        jobs.runDue();
        assertThat(jobs.dueAt("advance", "INC-1")).contains(Clock.START.plusSeconds(1));
        clock.pass(Duration.ofSeconds(1));
        jobs.runDue();
        assertThat(jobs.dueAt("advance", "INC-1")).contains(Clock.START.plusSeconds(3));

        assertThat(ran).extracting(Job::failures).containsExactly(0, 1);
    }

    @Test
    void a_recurring_tick_keeps_its_beat_and_skips_what_was_missed() {
        List<Object> ticks = new ArrayList<>();
        jobs.every("tick", () -> Duration.ofMinutes(1), () -> ticks.add(clock.instant()));

        jobs.runDue();
        clock.pass(Duration.ofSeconds(30));
        jobs.runDue();
        clock.pass(Duration.ofSeconds(30));
        jobs.runDue();
        clock.pass(Duration.ofSeconds(150));
        jobs.runDue();
        clock.pass(Duration.ofSeconds(30));
        jobs.runDue();

        assertThat(ticks)
                .containsExactly(
                        Clock.START,
                        Clock.START.plusSeconds(60),
                        Clock.START.plusSeconds(210),
                        Clock.START.plusSeconds(240));
    }

    @Test
    void what_becomes_due_by_a_job_runs_in_the_same_sweep() {
        jobs.register(
                "advance",
                job -> {
                    remember(job);
                    if (ran.size() < 5) schedule("INC-" + (ran.size() + 1), "", 0);
                    return Job.finished();
                });
        schedule("INC-1", "", 0);

        jobs.runDue();

        assertThat(ran).hasSize(5);
    }

    @Test
    void a_cancelled_job_does_not_run() {
        jobs.register("advance", this::remember);
        schedule("INC-1", "", 0);
        database.change("cancel", tx -> jobs.cancel(tx, "advance", "INC-1"));

        jobs.runDue();

        assertThat(ran).isEmpty();
    }

    @Test
    void jobs_of_a_kind_that_nobody_knows_wait() {
        jobs.register("advance", this::remember);
        database.change("s", tx -> jobs.schedule(tx, "later", "X", "", clock.instant()));

        jobs.runDue();

        assertThat(jobs.dueAt("later", "X")).isPresent();
    }

    @Test
    void what_a_dead_process_held_is_run_again() {
        jobs.register("advance", this::remember);
        schedule("INC-1", "", 0);
        leaveToTheDead();

        clock.pass(Duration.ofSeconds(30));
        jobs.runDue();

        assertThat(ran).hasSize(1);
    }

    @Test
    void what_a_dead_process_held_is_noticed_by_the_living() throws InterruptedException {
        // Polling and heartbeats wait by this clock, so it has to run.
        jobs = new Jobs(database, InstantSource.system());
        CountDownLatch done = new CountDownLatch(1);
        jobs.register(
                "advance",
                job -> {
                    done.countDown();
                    return Job.finished();
                });
        schedule("INC-1", "", 0);
        leaveToTheDead();

        jobs.start();

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void live_jobs_run_on_threads_soon_after_the_commit() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(20);
        jobs.register(
                "advance",
                job -> {
                    done.countDown();
                    return Job.finished();
                });
        jobs.start();

        for (int i = 0; i < 20; i++) schedule("INC-" + i, "", 0);

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void handlers_are_registered_before_the_start_and_once() {
        jobs.register("advance", this::remember);
        assertThatThrownBy(() -> jobs.register("advance", this::remember))
                .hasMessageContaining("advance");
        jobs.runDue();
        assertThatThrownBy(() -> jobs.register("late", this::remember))
                .hasMessageContaining("late");
    }

    /** As if a process had died while it ran the job. */
    private void leaveToTheDead() {
        database.change(
                "die",
                tx ->
                        tx.handle()
                                .execute(
                                        "UPDATE scheduled_tasks SET picked = TRUE, picked_by = 'dead', last_heartbeat = ?, version = version + 1",
                                        clock.instant()));
    }

    private Job.Next remember(Job job) {
        ran.add(job);
        return Job.finished();
    }

    private void schedule(String id, String data, int inSeconds) {
        database.change(
                "schedule",
                tx ->
                        jobs.schedule(
                                tx, "advance", id, data, clock.instant().plusSeconds(inSeconds)));
    }
}
