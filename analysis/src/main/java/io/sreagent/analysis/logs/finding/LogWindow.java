package io.sreagent.analysis.logs.finding;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.logs.rules.Rule;
import io.sreagent.analysis.logs.template.TemplateMiner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A stretch of log, counted by template. Keeps counts, the worst severity, the rule that matched
 * and a few lines as proof; never the lines themselves.
 *
 * <p>Memory is bounded: beyond {@link #MOST_TEMPLATES} the rarest are forgotten, as happens only
 * where every line is different.
 *
 * <p>Rules are asked for the first lines of a template, then for each whose number is a power of
 * two: lines of one template mostly say the same.
 */
public final class LogWindow {
    static final int QUOTES = 3;
    static final int MOST_TEMPLATES = 20_000;
    private static final int RULE_LINES = 3;

    /** What is known of one template within the window. */
    static final class Tally {
        long count;
        Severity worst = Severity.TRACE;
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        Optional<Rule> rule = Optional.empty();
        List<Quote> quotes = List.of();

        void quote(Quote line) {
            if (quotes.size() == QUOTES) return;
            List<Quote> more = new ArrayList<>(quotes);
            more.add(line);
            quotes = List.copyOf(more);
        }
    }

    private final Instant start;
    private final Duration length;
    private final Function<String, Optional<Rule>> rules;
    private final Map<Long, Tally> tallies = new LinkedHashMap<>();
    private long lines;
    private long errors;

    /**
     * @param rules tells the gravest rule a message matches, or none
     */
    public LogWindow(Instant start, Duration length, Function<String, Optional<Rule>> rules) {
        this.start = requireNonNull(start, "start");
        this.length = length;
        this.rules = requireNonNull(rules, "rules");
        if (length.isNegative() || length.isZero())
            throw new IllegalArgumentException("window of " + length);
    }

    /** Counts a line of a template; lines outside the window are counted too, once read. */
    public void add(long template, LogLine line) {
        Tally tally = tallies.get(template);
        if (tally == null) {
            if (tallies.size() >= MOST_TEMPLATES) forget();
            tally = new Tally();
            tallies.put(template, tally);
        }
        tally.count++;
        lines++;
        if (line.severity().compareTo(Severity.ERROR) >= 0) errors++;
        if (line.severity().compareTo(tally.worst) > 0) tally.worst = line.severity();
        if (line.time().isBefore(tally.first)) tally.first = line.time();
        if (line.time().isAfter(tally.last)) tally.last = line.time();
        boolean asked = tally.count <= RULE_LINES || Long.bitCount(tally.count) == 1;
        if (asked && tally.rule.isEmpty()) tally.rule = rules.apply(line.message());
        if (tally.quotes.size() < QUOTES) tally.quote(Quote.of(line));
    }

    /** The rarest go until a quarter is free; known troubles stay as long as others can go. */
    private void forget() {
        for (long times = 1; tallies.size() > MOST_TEMPLATES * 3 / 4; times *= 2) {
            long most = times;
            boolean all = times > MOST_TEMPLATES;
            tallies.values().removeIf(t -> t.count <= most && (all || t.rule.isEmpty()));
        }
    }

    /** Gives back the memory of lines that nobody will ask for again; counts stay. */
    public void forgetQuotes() {
        for (Tally tally : tallies.values()) tally.quotes = List.of();
    }

    /** Names the troubles that another window, of the same lines and more, has found already. */
    public void takeRules(LogWindow more) {
        tallies.forEach(
                (id, tally) -> {
                    Tally theirs = more.tallies.get(id);
                    if (theirs != null && tally.rule.isEmpty()) tally.rule = theirs.rule;
                });
    }

    /** Follows merges of templates since the lines were added. */
    public void settle(TemplateMiner miner) {
        Map<Long, Tally> before = new LinkedHashMap<>(tallies);
        tallies.clear();
        before.forEach((id, tally) -> tallies.merge(miner.current(id), tally, LogWindow::together));
    }

    private static Tally together(Tally one, Tally other) {
        one.count += other.count;
        if (other.worst.compareTo(one.worst) > 0) one.worst = other.worst;
        if (other.first.isBefore(one.first)) one.first = other.first;
        if (other.last.isAfter(one.last)) one.last = other.last;
        if (one.rule.isEmpty()) one.rule = other.rule;
        other.quotes.forEach(one::quote);
        return one;
    }

    public Instant start() {
        return start;
    }

    public Duration length() {
        return length;
    }

    public long lines() {
        return lines;
    }

    /** Lines of severity ERROR and worse. */
    public long errors() {
        return errors;
    }

    /** Templates with at least one line. */
    public int templates() {
        return tallies.size();
    }

    /** Lines of a template. */
    public long count(long template) {
        Tally tally = tallies.get(template);
        return tally == null ? 0 : tally.count;
    }

    /** The worst severity of a template; empty when it has no line here. */
    public Optional<Severity> worst(long template) {
        return Optional.ofNullable(tallies.get(template)).map(tally -> tally.worst);
    }

    /** A few lines of a template. */
    public List<Quote> quotes(long template) {
        Tally tally = tallies.get(template);
        return tally == null ? List.of() : tally.quotes;
    }

    Map<Long, Tally> tallies() {
        return tallies;
    }

    /** Counts by template, as a baseline learns them. */
    public Map<Long, Long> counts() {
        Map<Long, Long> counts = new LinkedHashMap<>();
        tallies.forEach((id, tally) -> counts.put(id, tally.count));
        return counts;
    }
}
