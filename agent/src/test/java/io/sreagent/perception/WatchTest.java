package io.sreagent.perception;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.contract.source.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host that is known for minutes only: what is told of it, and what is not. */
class WatchTest {
    private static final Instant TROUBLE = YoungHost.BORN.plusSeconds(120);

    private final YoungHost host = new YoungHost();
    private final Watch watch =
            new Watch(List.of(host), () -> 7, () -> 0.7, (int) YoungHost.STEP.toSeconds());

    @Test
    void a_burned_core_is_told_within_a_minute() {
        host.burnsFrom = TROUBLE;

        assertThat(harmAfter(Duration.ofMinutes(1)))
                .extracting(a -> a.metric().id())
                .singleElement()
                .asString()
                .contains("node_cpu_busy", "localhost");
    }

    @Test
    void a_third_of_a_core_more_is_no_news() {
        host.buildsFrom = TROUBLE;

        assertThat(harmAfter(Duration.ofMinutes(3))).isEmpty();
    }

    @Test
    void a_full_file_system_is_told_and_a_half_full_one_opens_nothing() {
        host.halfFullFrom = TROUBLE;
        assertThat(harmAfter(Duration.ofMinutes(1))).isEmpty();

        host.fullFrom = TROUBLE.plusSeconds(120);
        assertThat(harmAfter(Duration.ofMinutes(4)))
                .extracting(a -> Indicator.base(a.metric().name()))
                .containsExactly("node_filesystem_utilisation");
    }

    @Test
    void what_is_missing_while_targets_do_not_answer_is_said_to_be_unseen() {
        host.unscrapedFrom = TROUBLE;

        harmAfter(Duration.ofMinutes(1));
        Sighting last = host.lookAt(watch, TROUBLE.plusSeconds(65));

        assertThat(last.scrapesFail()).isTrue();
        assertThat(last.anomalies()).anyMatch(Sighting::isOfScraping);
        assertThat(last.anomalies()).anyMatch(a -> a.kind() == AnomalyKind.ABSENCE);
    }

    @Test
    void a_source_that_was_deaf_for_two_minutes_is_a_trouble_and_no_absence() {
        host.deafFrom = TROUBLE;
        host.deafUntil = TROUBLE.plusSeconds(120);

        List<Anomaly> all = harmAfter(Duration.ofSeconds(115));
        Sighting deaf = host.lookAt(watch, TROUBLE.plusSeconds(118));
        all.addAll(harmAfter(Duration.ofMinutes(4)));

        assertThat(deaf.troubles()).containsExactly("it does not answer; is it running?");
        assertThat(all).isEmpty();
    }

    @Test
    void what_is_scraped_every_few_seconds_is_looked_at_every_half_minute() {
        Watch usual = new Watch(List.of(host), () -> 7, () -> 0.7, 60);
        host.burnsFrom = YoungHost.BORN.plus(Duration.ofMinutes(20)).plusSeconds(1);

        Instant told = YoungHost.BORN;
        while (host.lookAt(usual, told).anomalies().stream().noneMatch(Anomaly::hurts))
            told = told.plus(usual.step());

        assertThat(usual.step()).isEqualTo(Duration.ofSeconds(30));
        assertThat(Duration.between(host.burnsFrom, told))
                .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));
    }

    @Test
    void what_is_scraped_every_minute_is_looked_at_every_minute() {
        Watch usual = new Watch(List.of(host), () -> 7, () -> 0.7, 60);
        host.scraped = Duration.ofMinutes(1);

        host.lookAt(usual, YoungHost.BORN);

        assertThat(usual.step()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void when_somebody_asks_all_is_learned_anew_one_metric_at_a_look() {
        Instant now = YoungHost.BORN;
        for (; now.isBefore(TROUBLE); now = now.plus(YoungHost.STEP)) host.lookAt(watch, now);
        int asked = host.asked;

        assertThat(watch.learnAnew(now)).isEqualTo(3);

        for (int left = 2; left >= 0; left--) {
            host.lookAt(watch, now);
            assertThat(watch.toLearnAnew(now)).isEqualTo(left);
            now = now.plus(YoungHost.STEP);
        }
        assertThat(host.asked - asked).as("three looks, and a week and a day each").isEqualTo(15);
    }

    @Test
    void what_is_known_is_not_given_up_for_a_source_that_does_not_answer() {
        Instant now = YoungHost.BORN;
        for (; now.isBefore(TROUBLE); now = now.plus(YoungHost.STEP)) host.lookAt(watch, now);
        List<Integer> known = samples();
        host.deafFrom = now;
        host.deafUntil = now.plusSeconds(60);

        watch.learnAnew(now);
        for (; now.isBefore(host.deafUntil); now = now.plus(YoungHost.STEP))
            host.lookAt(watch, now);

        assertThat(watch.toLearnAnew(now)).as("had their turn").isZero();
        assertThat(samples()).isEqualTo(known);
    }

    @Test
    void a_history_that_did_not_come_at_the_start_is_asked_for_again_a_little_later() {
        Instant start = YoungHost.BORN.plus(Duration.ofDays(3));
        host.forgetfulUntil = start.plusSeconds(60);
        Instant now = start;
        for (; now.isBefore(start.plusSeconds(540)); now = now.plus(YoungHost.STEP)) {
            host.lookAt(watch, now);
            assertThat(watch.toLearnAnew(now)).as("not at every look").isZero();
        }
        int little = Collections.max(samples());

        for (; now.isBefore(start.plusSeconds(660)); now = now.plus(YoungHost.STEP))
            host.lookAt(watch, now);

        assertThat(watch.toLearnAnew(now)).as("once").isZero();
        assertThat(Collections.min(samples())).isGreaterThan(little + 100);
    }

    private List<Integer> samples() {
        return watch.series().stream().map(series -> series.baseline().samples()).toList();
    }

    @Test
    void what_was_learned_a_week_ago_is_learned_anew_where_there_are_two_weeks_to_learn_from() {
        Watch longSighted = new Watch(List.of(host), () -> 14, () -> 0.7, 5);
        host.lookAt(longSighted, YoungHost.BORN);
        host.lookAt(watch, YoungHost.BORN);
        Instant weekLater = YoungHost.BORN.plus(Duration.ofDays(7));

        assertThat(longSighted.toLearnAnew(weekLater.minusSeconds(5))).isZero();
        assertThat(longSighted.toLearnAnew(weekLater)).isEqualTo(3);
        assertThat(watch.toLearnAnew(weekLater)).as("of one week").isZero();
    }

    private Instant looked = YoungHost.BORN;

    /** Everything that may open an incident and was told from the last look on until a time. */
    private List<Anomaly> harmAfter(Duration ofTrouble) {
        List<Anomaly> harm = new ArrayList<>();
        Instant until = TROUBLE.plus(ofTrouble);
        for (; !looked.isAfter(until); looked = looked.plus(YoungHost.STEP)) {
            Sighting sighting = host.lookAt(watch, looked);
            for (Anomaly anomaly : sighting.anomalies()) {
                boolean known =
                        harm.stream().anyMatch(a -> a.metric().id().equals(anomaly.metric().id()));
                if (anomaly.hurts() && sighting.isServiceLevel(anomaly) && !known)
                    harm.add(anomaly);
            }
        }
        return harm;
    }
}
