package io.sreagent.logs;

import io.quarkus.arc.All;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.HourSummary;
import io.sreagent.analysis.logs.finding.LogWindow;
import io.sreagent.analysis.logs.template.TemplateMiner;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogSource;
import io.sreagent.contract.source.LogTail;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about logs from the log store, or from the cluster where there is none. Counts
 * are made from the lines themselves, at most {@link #MOST_LINES} of a stretch of time; where there
 * were more, the answer says so.
 */
@Singleton
public final class LogSearch {
    public static final int MOST_LINES = 5_000;

    private final List<LogSource> sources;
    private final InstantSource clock;

    public LogSearch(@All List<LogSource> sources, InstantSource clock) {
        this.sources =
                sources.stream()
                        .filter(LogSource::isSetUp)
                        .sorted(Comparator.comparingInt(source -> source.isStore() ? 0 : 1))
                        .toList();
        this.clock = clock;
    }

    /** One template or service, and how many lines it has. */
    public record Group(String name, long count, String example) {}

    /**
     * What was found.
     *
     * @param query the LogQL that was asked
     * @param count of all lines found
     * @param cut whether there may be more than were counted
     * @param lines the newest, oldest first; empty when only counts were wanted
     */
    public record Found(
            LogAsk ask,
            String source,
            String query,
            long count,
            boolean cut,
            List<LogLine> lines,
            List<Group> groups,
            List<Words> changes,
            List<String> troubles) {}

    /**
     * @param query LogQL in place of what the question would become; null: what it becomes
     * @param limit lines to give
     * @throws IllegalArgumentException when question or query cannot be understood
     */
    public Found find(String question, @Nullable String query, ZoneId zone, int limit) {
        LogSource source = source();
        LogAsk ask = question(zone, source).understood(question);
        return find(source, ask, query == null ? ask.query().toString() : query, limit);
    }

    /** The lines of a query in a stretch of time. */
    public Found lines(String query, Instant from, Instant until, int limit) {
        Answer<List<LogLine>> answer = source().query(query, from, until, limit);
        LogAsk ask =
                new LogQuestion(until, ZoneId.of("UTC"), Map.of(), Set.of())
                        .understood("")
                        .between(from, until);
        return new Found(
                ask,
                source().name(),
                query,
                answer.value().size(),
                answer.value().size() >= limit,
                answer.value(),
                List.of(),
                List.of(),
                answer.troubles());
    }

    /**
     * Lines as they are written.
     *
     * @param words a LogQL query, or a question that becomes one
     * @throws IllegalArgumentException when it is neither
     */
    public LogTail tail(String words, ZoneId zone, Instant from) {
        LogSource source = source();
        String query = query(words, source, zone);
        Optional<LogTail> live = source.tail(query, from);
        if (live.isPresent()) return live.get();
        source.query(query, from, from.plusMillis(1), 1); // refuses at once what is no query
        return new PolledTail(source, query, from, clock);
    }

    /** What a tail of these words asks for. */
    public String query(String words, ZoneId zone) {
        return query(words, source(), zone);
    }

    private String query(String words, LogSource source, ZoneId zone) {
        if (words.strip().startsWith("{")) return words.strip();
        return question(zone, source).understood(words).query().toString();
    }

    private LogQuestion question(ZoneId zone, LogSource source) {
        return new LogQuestion(clock.instant(), zone, source.labelNames(), source.services());
    }

    private LogSource source() {
        if (sources.isEmpty()) throw new IllegalArgumentException("no source of logs is set up");
        return sources.getFirst();
    }

    private static Found find(LogSource source, LogAsk ask, String query, int limit) {
        boolean plain = ask.want() == LogAsk.Want.LINES;
        int most = plain ? limit : MOST_LINES;
        Answer<List<LogLine>> now = source.query(query, ask.from(), ask.until(), most);
        List<String> troubles = new ArrayList<>(now.troubles());
        List<Group> groups = List.of();
        List<Words> changes = List.of();
        switch (ask.want()) {
            case LINES, COUNT -> {}
            case TOP ->
                    groups =
                            ask.by() == LogAsk.By.SERVICE
                                    ? services(now.value(), ask.top())
                                    : templates(now.value(), ask.top());
            case COMPARE -> {
                Duration length = Duration.between(ask.from(), ask.until());
                Answer<List<LogLine>> before =
                        source.query(
                                query,
                                ask.from().minus(ask.back()),
                                ask.until().minus(ask.back()),
                                most);
                troubles.addAll(before.troubles());
                changes = changes(ask, length, before.value(), now.value());
            }
        }
        return new Found(
                ask,
                source.name(),
                query,
                now.value().size(),
                now.value().size() >= most,
                plain ? now.value() : List.of(),
                groups,
                changes,
                troubles.stream().distinct().toList());
    }

    private static List<Group> services(List<LogLine> lines, int top) {
        Map<String, List<LogLine>> byService = new LinkedHashMap<>();
        for (LogLine line : lines) {
            byService
                    .computeIfAbsent(line.resource().owner().id(), id -> new ArrayList<>())
                    .add(line);
        }
        return byService.entrySet().stream()
                .map(e -> new Group(e.getKey(), e.getValue().size(), first(e.getValue())))
                .sorted(Comparator.comparingLong(Group::count).reversed())
                .limit(top)
                .toList();
    }

    private static String first(List<LogLine> lines) {
        return lines.getFirst().message();
    }

    private static List<Group> templates(List<LogLine> lines, int top) {
        TemplateMiner miner = new TemplateMiner();
        Map<Long, String> examples = new LinkedHashMap<>();
        for (LogLine line : lines) {
            examples.putIfAbsent(miner.add(line.message()), line.message());
        }
        miner.consolidate();
        Map<Long, String> settled = new LinkedHashMap<>();
        examples.forEach((id, text) -> settled.putIfAbsent(miner.current(id), text));
        return miner.templates().stream()
                .limit(top)
                .map(t -> new Group(t.text(), t.count(), settled.getOrDefault(t.id(), "")))
                .toList();
    }

    private static List<Words> changes(
            LogAsk ask, Duration length, List<LogLine> before, List<LogLine> now) {
        TemplateMiner miner = new TemplateMiner();
        LogWindow past = new LogWindow(ask.from().minus(length), length, text -> Optional.empty());
        LogWindow present = new LogWindow(ask.from(), length, text -> Optional.empty());
        for (LogLine line : before) past.add(miner.add(line.message()), line);
        for (LogLine line : now) present.add(miner.add(line.message()), line);
        miner.consolidate();
        past.settle(miner);
        present.settle(miner);
        return HourSummary.of(present, past, List.of(), id -> miner.text(id).orElse("(forgotten)"));
    }
}
