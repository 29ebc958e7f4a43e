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
        assertThat(outbox.find(MESSAGE.key()))
                .contains(new Outbox.Posted(MESSAGE, Outbox.State.DELIVERED, 2, "ok"));
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

    private boolean post(Message message) {
        return database.transaction("post", tx -> outbox.post(tx, message, clock.instant()));
    }

    private Outbox.State state() {
        return outbox.find(MESSAGE.key()).orElseThrow().state();
    }
}
