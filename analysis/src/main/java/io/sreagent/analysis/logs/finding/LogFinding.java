package io.sreagent.analysis.logs.finding;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import java.util.List;
import java.util.Optional;

/**
 * Something unusual in a stretch of log.
 *
 * @param template id of the template it is about
 * @param text the template
 * @param count lines in the window
 * @param expected lines to expect in as long a time; zeros for a new template
 * @param score 0–1: how sure it is, weighed by severity; orders findings
 * @param rule id of the rule whose trouble it is, if any
 * @param quotes lines as proof; of what is absent, lines from when it was not
 */
public record LogFinding(
        Kind kind,
        long template,
        String text,
        Severity severity,
        long count,
        Band expected,
        double score,
        Optional<String> rule,
        Words words,
        List<Quote> quotes) {
    /** What is unusual. */
    public enum Kind {
        /** A known trouble, whether or not it is usual here. */
        RULE,
        NEW,
        RARE,
        BURST,
        VANISHED,
        /** The values at a variable place are not what they were. */
        PARAMETER,
        /** Sessions (all lines of a trace id, a block, a request) that run unlike the others. */
        SESSION
    }

    /** The same with other lines as proof. */
    public LogFinding quoting(List<Quote> lines) {
        return new LogFinding(
                kind, template, text, severity, count, expected, score, rule, words, lines);
    }

    public LogFinding {
        requireNonNull(kind, "kind");
        requireNonNull(text, "text");
        requireNonNull(severity, "severity");
        requireNonNull(expected, "expected");
        requireNonNull(rule, "rule");
        requireNonNull(words, "words");
        if (!(score >= 0 && score <= 1)) throw new IllegalArgumentException("score " + score);
        quotes = List.copyOf(quotes);
    }
}
