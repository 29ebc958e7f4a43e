package io.sreagent.analysis.logs.finding;

import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.logs.finding.LogFinding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * What the lines since a moment say that those before did not, where there is no baseline of weeks
 * but only the lines of some hours.
 *
 * <p>A template of {@code b} lines in the time before is expected {@code λ = b · s} times, {@code
 * s} the ratio of the two times; a burst is a count that a Poisson variable of {@code λ + 2√λ + ½}
 * (the rate itself is a guess) exceeds with probability under 0.01 over all templates, and at least
 * twice λ. A template with no line before is new; where fewer than {@link #ENOUGH} lines came
 * before, nothing is called new. A template has vanished when none of its lines is as unlikely for
 * half of {@code λ − 2√λ − ½}. Known troubles are told unless they were as frequent before. Cost:
 * linear in templates.
 */
public final class LogContrast {
    static final int ENOUGH = 100;
    private static final double GROWTH = 2;
    private static final long LEAST_BURST = 5; // lines
    private static final int MOST_VANISHED = 3;

    private final LongFunction<String> texts;

    /**
     * @param texts the text of a template by its id; empty for one that the miner has given up
     */
    public LogContrast(LongFunction<String> texts) {
        this.texts = texts;
    }

    /**
     * Findings of {@code since}, the most telling first; lengths of the windows are the times they
     * cover.
     */
    public List<LogFinding> of(LogWindow before, LogWindow since) {
        double scale = (double) since.length().toMillis() / before.length().toMillis();
        double p = LogFindings.P / Math.max(1, since.tallies().size());
        List<LogFinding> findings = new ArrayList<>();
        LogFindings told = new LogFindings(new TemplateBaseline(java.time.ZoneOffset.UTC), texts);
        for (Map.Entry<Long, LogWindow.Tally> entry : since.tallies().entrySet()) {
            long id = entry.getKey();
            LogWindow.Tally tally = entry.getValue();
            double expected = before.count(id) * scale;
            kind(before, id, tally, expected, p)
                    .ifPresent(
                            kind ->
                                    findings.add(
                                            told.finding(
                                                    kind,
                                                    id,
                                                    tally,
                                                    new Band(0, expected, most(expected)))));
        }
        findings.addAll(vanished(before, since, scale, p));
        findings.sort(
                Comparator.comparingDouble(LogFinding::score)
                        .reversed()
                        .thenComparing(LogFinding::text));
        return findings;
    }

    /** Those that were the commonest; when a service falls silent all of its templates do. */
    private List<LogFinding> vanished(LogWindow before, LogWindow since, double scale, double p) {
        return before.tallies().entrySet().stream()
                .filter(entry -> since.count(entry.getKey()) == 0)
                .filter(entry -> LogFindings.isSilent(least(entry.getValue().count * scale), p))
                .sorted(
                        Comparator.comparingLong(
                                (Map.Entry<Long, LogWindow.Tally> entry) ->
                                        -entry.getValue().count))
                .limit(MOST_VANISHED)
                .map(entry -> vanished(entry.getKey(), entry.getValue(), scale))
                .toList();
    }

    private LogFinding vanished(long id, LogWindow.Tally tally, double scale) {
        double expected = tally.count * scale;
        Band band = new Band(least(expected), expected, most(expected));
        return LogFindings.vanished(id, texts.apply(id), band, tally.quotes);
    }

    private static double most(double expected) {
        return expected + 2 * Math.sqrt(expected) + 0.5;
    }

    private static double least(double expected) {
        return Math.max(0, expected - 2 * Math.sqrt(expected) - 0.5);
    }

    private static Optional<Kind> kind(
            LogWindow before, long id, LogWindow.Tally tally, double expected, double p) {
        if (before.count(id) == 0 && before.lines() >= ENOUGH) return Optional.of(Kind.NEW);
        boolean burst =
                tally.count >= LEAST_BURST
                        && tally.count >= GROWTH * expected
                        && Poisson.atLeast(tally.count, most(expected)) < p;
        if (burst) return Optional.of(Kind.BURST);
        boolean known = tally.rule.isPresent() && tally.count > expected;
        return known ? Optional.of(Kind.RULE) : Optional.empty();
    }
}
