package io.sreagent.cognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogNewsTest {
    private static final Instant ONSET = Instant.parse("2026-01-05T12:00:00Z");
    private static final Instant NOW = ONSET.plus(Duration.ofMinutes(10));
    private static final Resource CART = Resource.service("shop", "cart");
    private static final Resource PAY = Resource.service("shop", "pay");

    private final Kept store = new Kept();

    /** Lines in memory. */
    private static final class Kept implements LogSource {
        private final List<LogLine> lines = new ArrayList<>();
        private boolean store = true;
        private Instant brokenFrom = Instant.MAX; // cannot be asked about later times

        void write(Resource of, Duration sinceOnset, Severity severity, String message) {
            lines.add(
                    new LogLine(
                            ONSET.plus(sinceOnset),
                            of,
                            severity,
                            message,
                            null,
                            "kept:" + lines.size()));
        }

        @Override
        public String name() {
            return "kept";
        }

        @Override
        public boolean isStore() {
            return store;
        }

        @Override
        public Answer<List<LogLine>> lines(Resource of, Instant from, Instant until, int limit) {
            if (until.isAfter(brokenFrom)) return Answer.missing(List.of(), "it is down");
            List<LogLine> found =
                    lines.stream()
                            .filter(line -> line.resource().equals(of))
                            .filter(l -> !l.time().isBefore(from) && l.time().isBefore(until))
                            .toList();
            return Answer.complete(found.subList(Math.max(0, found.size() - limit), found.size()));
        }
    }

    @Test
    void an_error_that_only_came_with_the_onset_is_news_of_its_service() {
        busy();
        store.write(CART, Duration.ofMinutes(1), Severity.ERROR, "pool of db-1 is empty");
        store.write(CART, Duration.ofMinutes(-60), Severity.ERROR, "price of 12 is unknown");
        store.write(CART, Duration.ofMinutes(2), Severity.ERROR, "price of 15 is unknown");

        List<LogNews.News> news = news();

        assertThat(news).hasSize(1);
        assertThat(news.getFirst().resource()).isEqualTo(CART);
        assertThat(news.getFirst().finding().kind()).isEqualTo(LogFinding.Kind.NEW);
        assertThat(news.getFirst().finding().quotes().getFirst().text())
                .isEqualTo("pool of db-1 is empty");
    }

    @Test
    void what_is_new_and_harmless_is_no_news() {
        busy();
        store.write(PAY, Duration.ofMinutes(1), Severity.INFO, "release v7 started");

        assertThat(news()).isEmpty();
    }

    @Test
    void pods_are_not_asked_twice_where_there_is_no_store() {
        busy();
        store.write(CART, Duration.ofMinutes(1), Severity.ERROR, "pool is empty");
        store.store = false;

        assertThat(news()).isEmpty();
    }

    @Test
    void what_was_common_and_is_no_longer_logged_is_news_with_lines_from_before() {
        for (int i = 0; i < 400; i++) {
            store.write(CART, Duration.ofSeconds(-5 * i - 180), Severity.INFO, "beat " + i);
        }
        busy();

        LogFinding gone = news().getFirst().finding();

        assertThat(gone.kind()).isEqualTo(LogFinding.Kind.VANISHED);
        assertThat(gone.text()).isEqualTo("beat <*>");
        assertThat(gone.quotes().getFirst().position()).startsWith("kept:");
    }

    @Test
    void values_that_are_not_what_they_were_are_news() {
        for (int i = -240; i < 40; i++) {
            String took = i < 0 ? 10 + i % 3 + " ms" : 900 + i + " ms";
            store.write(PAY, Duration.ofSeconds(15L * i), Severity.INFO, "card checked in " + took);
        }

        List<LogNews.News> news = news();

        assertThat(news).hasSize(1);
        assertThat(news.getFirst().finding().kind()).isEqualTo(LogFinding.Kind.PARAMETER);
        assertThat(news.getFirst().finding().words().en()).contains("Median of \"in\" 9 → 90");
        assertThat(news.getFirst().finding().quotes()).isNotEmpty();
    }

    @Test
    void a_store_that_cannot_be_asked_is_no_silence() {
        for (int i = 0; i < 1_000; i++) {
            store.write(CART, Duration.ofSeconds(-7200 + 7 * i), Severity.INFO, "beat " + i);
        }
        store.brokenFrom = ONSET;

        assertThat(news()).isEmpty();
    }

    /** Two lines a minute, before as after. */
    private void busy() {
        for (int i = -240; i < 20; i++) {
            Duration at = Duration.ofSeconds(30L * i);
            store.write(CART, at, Severity.INFO, "order " + i + " stored");
            store.write(PAY, at, Severity.INFO, "paid " + i);
        }
        store.lines.sort(java.util.Comparator.comparing(LogLine::time));
    }

    private List<LogNews.News> news() {
        return new LogNews(List.of(store)).about(List.of(CART, PAY), ONSET, NOW);
    }
}
