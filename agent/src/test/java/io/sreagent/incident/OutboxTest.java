package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.contract.act.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class OutboxTest extends StoreTest {
    private static final Message MESSAGE = new Message("INC-1/opened+1", "chat", "{}");

    private final List<Message> delivered = new ArrayList<>();
    private Outcome answer = new Outcome.Done("ok");
    private Jobs jobs;
    private Outbox outbox;

    @BeforeEach
    void connect() {
        jobs = new Jobs(database, clock);
        outbox = new Outbox(database, jobs, clock);
        outbox.connect(
                "chat",
                message -> {
                    delivered.add(message);
                    return answer;
                });
    }

    @AfterEach
    void stop() {
        jobs.close();
    }

    @Test
    void a_posted_message_is_delivered_once() {
        post(MESSAGE);
        jobs.runDue();
        jobs.runDue();

        assertThat(delivered).containsExactly(MESSAGE);
        assertThat(state()).isEqualTo(Outbox.State.DELIVERED);
        assertThat(outbox.waiting()).isEmpty();
    }

    @Test
    void the_same_key_is_one_message() {
        assertThat(post(MESSAGE)).isTrue();
        assertThat(post(MESSAGE)).isFalse();
        jobs.runDue();

        assertThat(delivered).hasSize(1);
    }

    @Test
    void what_could_not_be_delivered_is_tried_until_it_can() {
        answer = new Outcome.Retry(Duration.ofSeconds(30), "429");
        post(MESSAGE);
        jobs.runDue();
        assertThat(outbox.waiting()).containsExactly(MESSAGE.key());

        answer = new Outcome.Done("ok");
        clock.pass(Duration.ofSeconds(30));
        jobs.runDue();

        assertThat(delivered).hasSize(2);
        Outbox.Posted posted = outbox.find(MESSAGE.key()).orElseThrow();
        assertThat(posted.state()).isEqualTo(Outbox.State.DELIVERED);
        assertThat(posted.attempts()).isEqualTo(2);
        assertThat(posted.detail()).isEqualTo("ok");
    }

    @Test
    void what_the_receiver_refuses_is_not_tried_again() {
        answer = new Outcome.Refused("no such channel");
        post(MESSAGE);
        jobs.runDue();
        clock.pass(Duration.ofHours(1));
        jobs.runDue();

        assertThat(delivered).hasSize(1);
        assertThat(state()).isEqualTo(Outbox.State.FAILED);
    }

    @Test
    void a_message_of_a_transaction_that_failed_is_never_sent() {
        assertThatThrownBy(
                        () ->
                                database.change(
                                        "post",
                                        tx -> {
                                            outbox.post(tx, MESSAGE, clock.instant());
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");
        jobs.runDue();

        assertThat(delivered).isEmpty();
    }

    @Test
    void a_topic_without_a_receiver_goes_to_the_log() {
        Message other = new Message("INC-1/closed", "pager", "{}");
        post(other);
        jobs.runDue();

        assertThat(outbox.find(other.key()).orElseThrow().detail()).isEqualTo("in the log");
    }

    @Test
    void what_nobody_takes_is_tried_for_three_days_and_has_failed_then() {
        answer = new Outcome.Retry(Duration.ofSeconds(1), "503");
        post(MESSAGE);
        for (int step = 0; step < 24 * 4 && state() == Outbox.State.WAITING; step++) {
            jobs.runDue();
            clock.pass(Duration.ofHours(1));
        }

        assertThat(state()).isEqualTo(Outbox.State.FAILED);
        assertThat(delivered).as("once an hour for three days").hasSizeBetween(72, 75);
        assertThat(outbox.failedSince(clock.instant().minus(Duration.ofDays(1)), 5))
                .extracting(Outbox.Posted::detail)
                .containsExactly("503");
    }

    @Test
    void pauses_grow_to_a_quarter_of_an_hour() {
        answer = new Outcome.Retry(Duration.ofSeconds(1), "503");
        post(MESSAGE);
        List<Duration> pauses = new ArrayList<>();
        for (int attempt = 0; attempt < 10; attempt++) {
            jobs.runDue();
            Duration pause =
                    Duration.between(
                            clock.instant(), jobs.dueAt(Outbox.JOB, MESSAGE.key()).orElseThrow());
            pauses.add(pause);
            clock.pass(pause);
        }

        assertThat(pauses.subList(0, 3))
                .containsExactly(
                        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(pauses).last().isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void what_was_settled_long_ago_is_forgotten() {
        post(MESSAGE);
        jobs.runDue();
        clock.pass(Duration.ofDays(31));

        post(new Message("INC-2/opened", "chat", "{}"));

        assertThat(outbox.find(MESSAGE.key())).isEmpty();
    }

    @Test
    void the_tally_tells_how_messages_fare() {
        answer = new Outcome.Refused("no");
        post(MESSAGE);
        jobs.runDue();
        answer = new Outcome.Done("ok");
        post(new Message("INC-2/opened", "chat", "{}"));
        jobs.runDue();
        clock.pass(Duration.ofMinutes(1));
        post(new Message("INC-3/opened", "chat", "{}"));

        Outbox.Tally tally = outbox.tally(clock.instant().minus(Duration.ofHours(1)));

        assertThat(tally).isEqualTo(new Outbox.Tally(1, 1, 1, clock.instant()));
    }

    private boolean post(Message message) {
        return database.transaction("post", tx -> outbox.post(tx, message, clock.instant()));
    }

    private Outbox.State state() {
        return outbox.find(MESSAGE.key()).orElseThrow().state();
    }
}
