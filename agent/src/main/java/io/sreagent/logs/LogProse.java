package io.sreagent.logs;

import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.llm.Fact;
import io.sreagent.llm.Prose;
import io.sreagent.llm.Wording;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A report in whole sentences, each tied to a finding ({@code F3}) or to a line of what changed in
 * the last hour ({@code H1}). Only their words are sent, never the lines quoted as proof.
 */
@Singleton
public final class LogProse {
    private static final int FINDINGS = 12;
    private static final int SENTENCES = 8;

    private final Wording wording;

    public LogProse(Wording wording) {
        this.wording = wording;
    }

    public Prose of(LogReport report) {
        return wording.of(Optional.empty(), "findings in a log", facts(report), SENTENCES);
    }

    /** By what a sentence names the finding at a place of the report. */
    public static String id(int place) {
        return "F" + (place + 1);
    }

    private static List<Fact> facts(LogReport report) {
        List<Fact> facts = new ArrayList<>();
        List<LogReport.Found> found = report.findings();
        for (int i = 0; i < Math.min(FINDINGS, found.size()); i++)
            facts.add(new Fact(id(i), words(found.get(i))));
        List<Words> changes = report.summary().map(LogReport.Change::lines).orElse(List.of());
        for (int i = 0; i < changes.size(); i++) facts.add(new Fact("H" + (i + 1), changes.get(i)));
        return facts;
    }

    private static Words words(LogReport.Found found) {
        LogFinding finding = found.finding();
        String kind = lower(finding.kind()) + ", " + lower(finding.severity());
        String when = found.start().map(start -> ", from " + start).orElse("");
        return new Words(
                "(%s%s) %s".formatted(kind, when, finding.words().en()), finding.words().zh());
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
