package io.sreagent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogSelector;
import io.sreagent.contract.source.LogSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogSearchTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:00:00Z");

    private final FakeStore store = new FakeStore();
    private final LogSearch search =
            new LogSearch(List.of(new FakePods(), store), InstantSource.fixed(NOW));

    @Test
    void the_store_is_asked_and_names_its_labels() {
        store.line(5, "cart", "ERROR order 1 failed");

        LogSearch.Found found = find("errors in cart");

        assertThat(found.source()).isEqualTo("store");
        assertThat(found.query()).startsWith("{app=\"cart\"} |~ ");
        assertThat(found.lines())
                .extracting(LogLine::message)
                .containsExactly("ERROR order 1 failed");
        assertThat(found.cut()).isFalse();
    }

    @Test
    void a_query_of_ones_own_is_asked_in_its_place() {
        store.line(5, "cart", "fine");

        assertThat(search.find("errors", "{app=\"cart\"}", ZoneOffset.UTC, 10).lines()).hasSize(1);
    }

    @Test
    void counts_say_when_there_may_be_more() {
        for (int i = 0; i < LogSearch.MOST_LINES + 5; i++) store.line(5, "cart", "error " + i);

        LogSearch.Found found = find("how many errors in cart");

        assertThat(found.count()).isEqualTo(LogSearch.MOST_LINES);
        assertThat(found.cut()).isTrue();
        assertThat(found.lines()).isEmpty();
    }

    @Test
    void the_commonest_are_templates_or_services() {
        for (int i = 0; i < 7; i++) store.line(9, "cart", "error 17 at step " + i);
        store.line(9, "pay", "error other");

        assertThat(find("top 1 errors").groups())
                .extracting(LogSearch.Group::name, LogSearch.Group::count)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("error <*> at step <*>", 7L));
        assertThat(find("which services logged errors").groups())
                .extracting(LogSearch.Group::name, LogSearch.Group::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("shop/cart", 7L),
                        org.assertj.core.groups.Tuple.tuple("shop/pay", 1L));
    }

    @Test
    void what_changed_is_told_against_as_long_before() {
        for (int i = 0; i < 30; i++) store.line(10, "cart", "gate jammed " + i);
        for (int i = 0; i < 30; i++) store.line(90, "cart", "all fine " + i);

        assertThat(find("what changed in cart in the last hour").changes())
                .extracting(Words::en)
                .contains("New (0 → 30): gate jammed <*>", "Gone (30 → 0): all fine <*>");
    }

    @Test
    void a_store_that_is_not_set_up_stands_in_nobodys_way() {
        LogSource unset =
                new LogSource() {
                    @Override
                    public String name() {
                        return "unset";
                    }

                    @Override
                    public boolean isSetUp() {
                        return false;
                    }

                    @Override
                    public Answer<List<LogLine>> lines(
                            Resource of, Instant from, Instant until, int limit) {
                        throw new AssertionError("it cannot be asked");
                    }
                };
        store.line(5, "cart", "fine");

        LogSearch.Found found =
                new LogSearch(List.of(unset, store), InstantSource.fixed(NOW))
                        .find("errors", "{app=\"cart\"}", ZoneOffset.UTC, 10);

        assertThat(found.source()).isEqualTo("store");
    }

    private LogSearch.Found find(String question) {
        return search.find(question, null, ZoneOffset.UTC, 100);
    }

    /** Keeps lines and speaks LogQL. */
    private static final class FakeStore implements LogSource {
        private final List<LogLine> lines = new ArrayList<>();

        void line(int minutesAgo, String service, String message) {
            lines.add(
                    new LogLine(
                            NOW.minus(Duration.ofMinutes(minutesAgo)),
                            Resource.service("shop", service),
                            Severity.INFO,
                            message,
                            null,
                            "store"));
        }

        @Override
        public String name() {
            return "store";
        }

        @Override
        public boolean isStore() {
            return true;
        }

        @Override
        public Map<String, String> labelNames() {
            return Map.of("service", "app", "namespace", "namespace");
        }

        @Override
        public Answer<List<LogLine>> lines(Resource of, Instant from, Instant until, int limit) {
            return Answer.complete(List.of());
        }

        @Override
        public Answer<List<LogLine>> query(String logQl, Instant from, Instant until, int limit) {
            LogSelector selector = LogSelector.parse(logQl);
            return Answer.complete(
                    lines.stream()
                            .filter(l -> !l.time().isBefore(from) && l.time().isBefore(until))
                            .filter(l -> selector.keeps(l.message()))
                            .filter(
                                    l ->
                                            selector.exactly("app")
                                                    .map(s -> s.equals(l.resource().service()))
                                                    .orElse(true))
                            .limit(limit)
                            .toList());
        }
    }

    /** Would tell everything twice. */
    private static final class FakePods implements LogSource {
        @Override
        public String name() {
            return "pods";
        }

        @Override
        public Answer<List<LogLine>> lines(Resource of, Instant from, Instant until, int limit) {
            throw new AssertionError("the store has the lines");
        }
    }
}
