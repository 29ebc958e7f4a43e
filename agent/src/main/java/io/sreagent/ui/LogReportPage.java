package io.sreagent.ui;

import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.Quote;
import io.sreagent.llm.Prose;
import io.sreagent.logs.LogProse;
import io.sreagent.logs.LogReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of an uploaded log: what it is, what changed, what is unusual, its templates
 * over time.
 *
 * @param facts what was read, one line a source
 * @param prose over the findings; null when there are none
 */
public record LogReportPage(
        List<String> facts,
        @Nullable Prose prose,
        List<String> summary,
        List<Finding> findings,
        List<LogPage.Row> rows,
        int templateCount,
        List<String> troubles) {
    private static final int FINDINGS = 50;

    /** One finding with the lines that prove it. */
    public record Finding(
            String id,
            String kind,
            String severity,
            String start,
            String words,
            List<Quote> quotes) {}

    static LogReportPage trouble(String words) {
        return new LogReportPage(
                List.of(), null, List.of(), List.of(), List.of(), 0, List.of(words));
    }

    static LogReportPage of(LogReport report, Prose prose, String lang) {
        return new LogReportPage(
                report.sources().stream().map(source -> in(lang, source.words())).toList(),
                prose,
                report.summary().map(LogReport.Change::lines).orElse(List.of()).stream()
                        .map(words -> in(lang, words))
                        .toList(),
                findings(report, lang),
                report.templates().stream().map(LogPage.Row::of).toList(),
                report.templateCount(),
                report.troubles());
    }

    private static List<Finding> findings(LogReport report, String lang) {
        List<Finding> findings = new ArrayList<>();
        for (LogReport.Found found : report.findings().stream().limit(FINDINGS).toList())
            findings.add(finding(LogProse.id(findings.size()), found, lang));
        return findings;
    }

    private static Finding finding(String id, LogReport.Found found, String lang) {
        LogFinding finding = found.finding();
        return new Finding(
                id,
                Labels.label(finding.kind(), lang),
                finding.severity().name().toLowerCase(Locale.ROOT),
                found.start().map(Object::toString).orElse(""),
                in(lang, finding.words()),
                finding.quotes());
    }

    private static String in(String lang, Words words) {
        return lang.equals("zh") ? words.zh() : words.en();
    }
}
