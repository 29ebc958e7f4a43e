package io.sreagent.analysis.logs.finding;

import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding.Kind;
import io.sreagent.analysis.logs.rules.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Compares a window with the baseline: new, rare, bursting and vanished templates, and known
 * troubles.
 *
 * <p>A burst is a count that a Poisson process at the highest rate seen in this hour of the week
 * exceeds with a probability under {@link #P}; taking the highest and not the median allows for the
 * bursts that are usual. A vanished template is one whose lowest rate in this hour makes silence as
 * unlikely. P is divided by the number of templates (Bonferroni): one window in a hundred shows a
 * burst or silence by chance. New and rare need {@link #HOURS} learned hours, or everything is new.
 */
public final class LogFindings {
    static final double P = 0.01;
    static final int HOURS = 24;
    private static final double RARE_PRESENCE = 0.01; // share of hours
    private static final double GROWTH = 2; // a burst is at least twice what was ever usual
    private static final long LEAST_BURST = 5; // lines

    private final TemplateBaseline baseline;
    private final LongFunction<String> texts;

    /**
     * @param texts the text of a template by its id; empty for one that the miner has given up
     */
    public LogFindings(TemplateBaseline baseline, LongFunction<String> texts) {
        this.baseline = baseline;
        this.texts = texts;
    }

    /**
     * Findings of a window, the most telling first. The window is as long as what the baseline
     * learns at a time, or shorter.
     */
    public List<LogFinding> of(LogWindow window) {
        List<LogFinding> findings = new ArrayList<>();
        double hours = window.length().toMillis() / (double) baseline.slot().toMillis();
        double p = P / Math.max(1, window.tallies().size());
        boolean learned = baseline.hours() >= HOURS;
        for (Map.Entry<Long, LogWindow.Tally> entry : window.tallies().entrySet()) {
            long id = entry.getKey();
            LogWindow.Tally tally = entry.getValue();
            Band expected = scaled(baseline.expected(id, window.start()), hours);
            Optional<Kind> kind = learned ? kind(id, tally, expected, p) : Optional.empty();
            if (kind.isPresent()) {
                findings.add(finding(kind.get(), id, tally, expected));
            } else if (tally.rule.isPresent()) {
                findings.add(finding(Kind.RULE, id, tally, expected));
            }
        }
        if (learned) vanished(window, hours, findings);
        findings.sort(
                Comparator.comparingDouble(LogFinding::score)
                        .reversed()
                        .thenComparing(LogFinding::text));
        return findings;
    }

    private Optional<Kind> kind(long id, LogWindow.Tally tally, Band expected, double p) {
        if (!baseline.knows(id)) return Optional.of(Kind.NEW);
        double most = Math.max(expected.upper(), 0.5);
        boolean burst =
                tally.count >= LEAST_BURST
                        && tally.count >= GROWTH * most
                        && Poisson.atLeast(tally.count, most) < p;
        if (burst) return Optional.of(Kind.BURST);
        boolean rare = baseline.presence(id) < RARE_PRESENCE && expected.upper() == 0;
        return rare ? Optional.of(Kind.RARE) : Optional.empty();
    }

    private void vanished(LogWindow window, double hours, List<LogFinding> findings) {
        double p = P / Math.max(1, window.tallies().size());
        for (long id : baseline.templates()) {
            if (window.count(id) > 0) continue;
            Band expected = scaled(baseline.expected(id, window.start()), hours);
            if (isSilent(expected.lower(), p)) {
                findings.add(vanished(id, texts.apply(id), expected, List.of()));
            }
        }
    }

    /** Whether no line at all is less likely than p where so many are the least to expect. */
    static boolean isSilent(double least, double p) {
        return Math.exp(-least / GROWTH) < p;
    }

    /**
     * @param quotes lines from when the template was still logged; may be empty
     */
    static LogFinding vanished(long id, String text, Band expected, List<Quote> quotes) {
        String usually = round(expected.expected());
        return new LogFinding(
                Kind.VANISHED,
                id,
                text,
                Severity.WARN,
                0,
                expected,
                0.6,
                Optional.empty(),
                new Words(
                        "No longer logged (usually " + usually + "): " + text,
                        "不再出现（通常 " + usually + " 条）：" + text),
                quotes);
    }

    LogFinding finding(Kind kind, long id, LogWindow.Tally tally, Band expected) {
        String text = texts.apply(id);
        if (text.isEmpty() && !tally.quotes.isEmpty()) text = tally.quotes.getFirst().text();
        Severity severity = tally.worst;
        if (tally.rule.isPresent() && tally.rule.get().severity().compareTo(severity) > 0) {
            severity = tally.rule.get().severity();
        }
        return new LogFinding(
                kind,
                id,
                text,
                severity,
                tally.count,
                expected,
                score(kind, severity, tally),
                tally.rule.map(Rule::id),
                words(kind, text, tally, expected),
                tally.quotes);
    }

    /** How telling: what is unusual and grave and known as trouble comes first. */
    private static double score(Kind kind, Severity severity, LogWindow.Tally tally) {
        double unusual =
                switch (kind) {
                    case NEW, BURST -> 0.5;
                    case VANISHED, PARAMETER, SESSION -> 0.4;
                    case RARE -> 0.3;
                    case RULE -> 0.1;
                };
        double grave =
                switch (severity) {
                    case FATAL -> 0.3;
                    case ERROR -> 0.25;
                    case WARN -> 0.15;
                    case INFO -> 0.05;
                    case DEBUG, TRACE -> 0;
                };
        return unusual + grave + (tally.rule.isPresent() ? 0.2 : 0);
    }

    private static Words words(Kind kind, String text, LogWindow.Tally tally, Band expected) {
        String en =
                switch (kind) {
                    case NEW -> "Never seen before, " + tally.count + " times: ";
                    case RARE -> "Rarely seen, now " + tally.count + " times: ";
                    case BURST ->
                            tally.count
                                    + " times, usually "
                                    + round(expected.expected())
                                    + ", at most "
                                    + round(expected.upper())
                                    + ": ";
                    case RULE, VANISHED, PARAMETER, SESSION -> tally.count + " times: ";
                };
        String zh =
                switch (kind) {
                    case NEW -> "首次出现，共 " + tally.count + " 次：";
                    case RARE -> "很少出现，现有 " + tally.count + " 次：";
                    case BURST ->
                            "出现 "
                                    + tally.count
                                    + " 次（通常 "
                                    + round(expected.expected())
                                    + "，最多 "
                                    + round(expected.upper())
                                    + "）：";
                    case RULE, VANISHED, PARAMETER, SESSION -> "出现 " + tally.count + " 次：";
                };
        Words meaning = tally.rule.map(Rule::meaning).orElse(new Words("", ""));
        String dash = tally.rule.isPresent() ? " — " : "";
        return new Words(en + text + dash + meaning.en(), zh + text + dash + meaning.zh());
    }

    private static Band scaled(Band band, double hours) {
        return new Band(band.lower() * hours, band.expected() * hours, band.upper() * hours);
    }

    static String round(double value) {
        return value >= 10 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }
}
