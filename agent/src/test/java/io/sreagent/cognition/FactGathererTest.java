package io.sreagent.cognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Event;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Span;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.ChangeSource;
import io.sreagent.contract.source.EventSource;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.LogSource;
import io.sreagent.contract.source.MetricSource;
import io.sreagent.contract.source.TraceSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is asked of whom around a piece of trouble, and what becomes of a source that is dead. */
class FactGathererTest {
    private static final Instant ONSET = Instant.parse("2026-03-02T10:00:30Z");
    private static final Instant NOW = ONSET.plusSeconds(300);
    private static final String DEAD = "it does not answer; is it running?";

    private final Numbers numbers = new Numbers();
    private final Happenings happenings = new Happenings();
    private final Edits edits = new Edits();
    private final Lines store = new Lines(true);
    private final Lines pods = new Lines(false);
    private final Traces traces = new Traces();
    private final FactGatherer gatherer =
            new FactGatherer(
                    List.of(numbers),
                    List.of(happenings),
                    List.of(edits),
                    List.of(pods, store),
                    List.of(traces),
                    60);

    @Test
    void the_onset_is_the_earliest_near_that_of_the_anomaly_that_opened_the_incident() {
        Facts facts =
                gather(
                        anomaly("checkout", ONSET),
                        anomaly("cart", ONSET.minus(Duration.ofMinutes(10))),
                        anomaly("web", ONSET.plusSeconds(60)));

        assertThat(facts.facts().onset()).hasValue(ONSET.minus(Duration.ofMinutes(10)));
    }

    @Test
    void what_crept_up_for_an_hour_does_not_make_the_hour_the_onset() {
        Facts facts =
                gather(
                        anomaly("checkout", ONSET),
                        anomaly("cart", ONSET.minus(Duration.ofHours(1))));

        assertThat(facts.facts().onset()).hasValue(ONSET);
    }

    @Test
    void each_source_is_asked_for_as_much_of_the_past_as_its_facts_need() {
        gather(anomaly("checkout", ONSET));

        assertThat(numbers.asked)
                .containsExactly("2026-03-02T07:00:00Z 2026-03-02T10:05:00Z"); // on the minute
        assertThat(happenings.asked).containsExactly("2026-03-02T07:00:30Z " + NOW);
        assertThat(edits.asked).containsExactly("2026-03-02T04:00:30Z " + NOW);
        assertThat(store.asked)
                .containsExactly(
                        "shop/checkout 2026-03-02T09:30:30Z " + NOW,
                        "shop/checkout 2026-03-02T07:58:30Z 2026-03-02T09:58:30Z",
                        "shop/checkout 2026-03-02T09:58:30Z " + NOW);
    }

    @Test
    void a_dead_source_is_said_to_be_missing_and_the_others_still_tell() {
        numbers.dead = true;
        edits.dead = true;

        Facts facts = gather(anomaly("checkout", ONSET));

        assertThat(facts.troubles()).containsExactly("numbers: " + DEAD, "edits: " + DEAD);
        assertThat(facts.facts().metrics()).isEmpty();
        assertThat(facts.facts().events()).hasSize(1);
        assertThat(facts.facts().logs()).hasSize(1);
        assertThat(facts.summary().troubles()).isEqualTo(facts.troubles());
    }

    @Test
    void one_trouble_is_told_once_however_often_it_was_met() {
        store.dead = true;

        Facts facts = gather(anomaly("checkout", ONSET), anomaly("cart", ONSET));

        assertThat(facts.troubles()).containsExactly("log store: " + DEAD);
    }

    @Test
    void pods_are_asked_for_lines_only_where_the_store_has_none() {
        gather(anomaly("checkout", ONSET));
        assertThat(pods.asked).isEmpty();

        store.dead = true;
        Facts facts = gather(anomaly("checkout", ONSET));

        assertThat(pods.asked).hasSize(1);
        assertThat(facts.facts().logs()).extracting(LogLine::message).containsExactly("from pods");
    }

    @Test
    void lines_are_asked_of_six_suspects_and_news_of_four_at_most() {
        gather(
                Stream.concat(
                                Stream.of(anomaly("s0", ONSET)),
                                IntStream.range(0, 9).mapToObj(i -> anomaly("s" + i, ONSET)))
                        .toArray(Anomaly[]::new));

        assertThat(store.asked).hasSize(6 + 2 * 4);
    }

    @Test
    void how_much_the_load_grew_is_the_last_minutes_against_the_time_before() {
        numbers.level = 10;
        numbers.levelAfterOnset = 25;

        Facts facts = gather(anomaly("checkout", ONSET));

        assertThat(facts.loadGrowth(Resource.service("shop", "checkout"), ONSET)).isEqualTo(2.5);
        assertThat(facts.loadGrowth(Resource.service("shop", "cart"), ONSET)).isEqualTo(1);
    }

    @Test
    void whole_traces_are_asked_for_from_before_and_since_the_onset_of_four_suspects_at_most() {
        Facts facts =
                gather(
                        IntStream.range(0, 6)
                                .mapToObj(i -> anomaly("s" + i, ONSET))
                                .toArray(Anomaly[]::new));

        assertThat(traces.asked).hasSize(2 * 4);
        assertThat(traces.asked)
                .contains(
                        "shop/s0 2026-03-02T09:29:30Z 2026-03-02T09:59:30Z",
                        "shop/s0 2026-03-02T09:59:30Z " + NOW);
        // Each answer has the same trace; it is counted once.
        assertThat(facts.facts().spans()).hasSize(1);
    }

    private Facts gather(Anomaly... anomalies) {
        return gatherer.gather(List.of(anomalies), DependencyGraph.EMPTY, NOW);
    }

    private static Anomaly anomaly(String service, Instant onset) {
        return new Anomaly(
                new Metric(
                        "latency_p99",
                        Resource.service("shop", service),
                        Unit.SECONDS,
                        Hurts.UP,
                        "latency"),
                AnomalyKind.LEVEL_SHIFT,
                onset,
                NOW,
                2,
                new Band(0, 0.1, 0.2),
                0.9,
                0.01,
                8,
                List.of("test"),
                new Words("it rose", "上升"));
    }

    /** Something that can be asked, notes what, and may be dead. */
    private abstract static class Askable {
        final List<String> asked = new ArrayList<>();
        private final String name;
        boolean dead;

        Askable(String name) {
            this.name = name;
        }

        public String name() {
            return name;
        }

        <T> Answer<List<T>> answer(String question, List<T> value) {
            asked.add(question);
            return dead ? Answer.missing(List.of(), name + ": " + DEAD) : Answer.complete(value);
        }
    }

    private static final class Numbers extends Askable implements MetricSource {
        private static final Indicator LOAD =
                new Indicator(
                        "request_rate",
                        "rate",
                        Unit.PER_SECOND,
                        Hurts.NEITHER,
                        Indicator.Scope.SERVICE,
                        false,
                        Double.NaN);
        double level = 10;
        double levelAfterOnset = 10;

        Numbers() {
            super("numbers");
        }

        @Override
        public Answer<List<Indicator>> indicators() {
            return Answer.complete(List.of(LOAD));
        }

        @Override
        public Answer<List<Series>> range(
                Indicator indicator, Instant from, Instant until, Duration step) {
            double[] values = new double[(int) Duration.between(from, until).dividedBy(step) + 1];
            for (int i = 0; i < values.length; i++) {
                boolean before = from.plus(step.multipliedBy(i)).isBefore(ONSET);
                values[i] = before ? level : levelAfterOnset;
            }
            Metric metric =
                    new Metric(
                            indicator.name(),
                            Resource.service("shop", "checkout"),
                            indicator.unit(),
                            indicator.hurts(),
                            indicator.query());
            return answer(from + " " + until, List.of(new Series(metric, from, step, values)));
        }
    }

    private static final class Happenings extends Askable implements EventSource {
        Happenings() {
            super("happenings");
        }

        @Override
        public Answer<List<Event>> events(Instant from, Instant until) {
            Resource pod = Resource.pod("shop", "checkout", "checkout-1");
            return answer(
                    from + " " + until,
                    List.of(new Event(ONSET, pod, "Unhealthy", "probe failed", true, 1)));
        }
    }

    private static final class Edits extends Askable implements ChangeSource {
        Edits() {
            super("edits");
        }

        @Override
        public Answer<List<Change>> changes(Instant from, Instant until) {
            return answer(from + " " + until, List.of());
        }
    }

    private static final class Lines extends Askable implements LogSource {
        private final boolean store;

        Lines(boolean store) {
            super(store ? "log store" : "pods");
            this.store = store;
        }

        @Override
        public boolean isStore() {
            return store;
        }

        @Override
        public Answer<List<LogLine>> lines(Resource of, Instant from, Instant until, int limit) {
            LogLine line =
                    new LogLine(ONSET, of, LogLine.Severity.ERROR, "from " + name(), null, name());
            return answer(of.id() + " " + from + " " + until, List.of(line));
        }
    }

    /** A store that has one trace, whatever it is asked for. */
    private static final class Traces implements TraceSource {
        final List<String> asked = new ArrayList<>();

        @Override
        public String name() {
            return "traces";
        }

        @Override
        public Answer<List<Span>> spans(Resource of, Instant from, Instant until, int limit) {
            asked.add(of.id() + " " + from + " " + until);
            return Answer.complete(
                    List.of(
                            new Span(
                                    "t",
                                    "s",
                                    null,
                                    Resource.service("shop", "web"),
                                    "GET /",
                                    ONSET,
                                    Duration.ofMillis(9),
                                    false)));
        }
    }
}
