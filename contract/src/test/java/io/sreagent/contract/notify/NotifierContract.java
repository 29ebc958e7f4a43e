package io.sreagent.contract.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every notifier does, whatever it brings notices to. The rig is such a receiver. */
public abstract class NotifierContract {

    /** A receiver of its own for one test. */
    public interface Rig {
        /** Set up for this receiver and switched on. */
        Notifier notifier();

        /** The same way, not switched on. */
        Notifier switchedOff();

        /** From now on every notice is answered so. */
        void answer(Answer answer);

        /** Everything that reached the receiver, as text, oldest first. */
        List<String> received();
    }

    /** How a receiver may behave. */
    public enum Answer {
        TAKES,
        TURNS_AWAY, // says that it will never take it
        IS_BUSY, // asks to come again
        IS_BROKEN,
        SAYS_NOTHING // until the notifier loses patience
    }

    protected abstract Rig rig();

    protected static Notice notice(String key) {
        return new Notice(
                key,
                Notice.Kind.OPENED,
                Instant.parse("2026-03-03T10:00:00Z"),
                "INC-7",
                IncidentState.ALERT_RECEIVED,
                Severity.HIGH,
                "shop/checkout",
                new Words("checkout \"leaks\" <memory>", "checkout 内存泄漏"),
                new Words("74 % of its limit", "已用 74 %"),
                "http://127.0.0.1:8000/ui/incidents/INC-7",
                null,
                null);
    }

    @Test
    void what_is_taken_is_done_and_carries_its_key() {
        Rig rig = rig();
        rig.answer(Answer.TAKES);

        assertThat(rig.notifier().send(notice("INC-7/opened"))).isInstanceOf(Outcome.Done.class);
        assertThat(rig.received()).singleElement().asString().contains("INC-7/opened", "内存泄漏");
    }

    @Test
    void what_is_turned_away_is_not_sent_again() {
        Rig rig = rig();
        rig.answer(Answer.TURNS_AWAY);

        assertThat(rig.notifier().send(notice("k"))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_busy_or_broken_receiver_gets_it_again() {
        for (Answer answer : List.of(Answer.IS_BUSY, Answer.IS_BROKEN)) {
            Rig rig = rig();
            rig.answer(answer);

            assertThat(rig.notifier().send(notice("k")))
                    .as("%s", answer)
                    .isInstanceOfSatisfying(
                            Outcome.Retry.class,
                            retry -> assertThat(retry.after()).isGreaterThan(Duration.ZERO));
        }
    }

    @Test
    void a_silent_receiver_gets_it_again_under_the_same_key() {
        Rig rig = rig();
        rig.answer(Answer.SAYS_NOTHING);
        Notifier notifier = rig.notifier();
        assertThat(notifier.send(notice("same"))).isInstanceOf(Outcome.Retry.class);

        rig.answer(Answer.TAKES);
        assertThat(notifier.send(notice("same"))).isInstanceOf(Outcome.Done.class);

        assertThat(rig.received()).allSatisfy(one -> assertThat(one).contains("same"));
    }

    @Test
    void one_that_is_not_switched_on_says_so() {
        assertThat(rig().switchedOff().isOn()).isFalse();
        assertThat(rig().notifier().isOn()).isTrue();
    }
}
