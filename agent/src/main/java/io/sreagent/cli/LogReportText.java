package io.sreagent.cli;

import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.Quote;
import io.sreagent.llm.Prose;
import io.sreagent.logs.LogProse;
import io.sreagent.logs.LogReport;
import io.sreagent.logs.Sparkline;

/** A log report for people: what was read, what is unusual, what the rest is. */
final class LogReportText {
    private static final int FINDINGS = 20;
    private static final int QUOTES = 2;
    private static final int LONGEST = 160; // characters of a line on the screen
    private static final int SPARK = 20;

    private final Printer printer;

    LogReportText(Printer printer) {
        this.printer = printer;
    }

    void print(LogReport report, Prose prose) {
        report.sources().forEach(source -> printer.line(cut(source.words().en())));
        printer.line(
                "%,d records, %,d errors, %,d templates%s"
                        .formatted(
                                report.records(),
                                report.errors(),
                                report.templateCount(),
                                report.from()
                                        .flatMap(
                                                from ->
                                                        report.until()
                                                                .map(
                                                                        to ->
                                                                                ", " + from + " to "
                                                                                        + to))
                                        .orElse(", no times")));
        if (report.forgotten() > 0) {
            printer.line(
                    "%,d rare templates were given up: nearly every line is different"
                            .formatted(report.forgotten()));
        }
        report.troubles().forEach(printer::line);
        report.summary().ifPresent(this::change);
        prose(prose);
        printer.heading("Findings");
        if (report.findings().isEmpty()) printer.line("none");
        for (int i = 0; i < Math.min(FINDINGS, report.findings().size()); i++)
            finding(LogProse.id(i), report.findings().get(i));
        if (report.findings().size() > FINDINGS) {
            printer.line("… %d more: -o json".formatted(report.findings().size() - FINDINGS));
        }
        if (!report.errorTemplates().isEmpty()) {
            printer.heading("Errors");
            report.errorTemplates().forEach(this::row);
        }
        printer.heading("Templates");
        report.templates().forEach(this::row);
        if (report.templateCount() > report.templates().size()) {
            printer.line(
                    "… %,d more: --top"
                            .formatted(report.templateCount() - report.templates().size()));
        }
    }

    private void change(LogReport.Change change) {
        printer.heading(
                "The hour from %s against that from %s".formatted(change.hour(), change.before()));
        for (int i = 0; i < change.lines().size(); i++)
            printer.line(cut("%-4s %s".formatted("H" + (i + 1), change.lines().get(i).en())));
    }

    private void row(LogReport.Row row) {
        printer.line(
                cut(
                        "%,12d  %-5s %s  %s"
                                .formatted(
                                        row.count(),
                                        row.worst(),
                                        Sparkline.of(row.counts(), SPARK),
                                        row.text())));
    }

    /** Whole, however long: half a sentence may say the opposite. */
    private void prose(Prose prose) {
        if (!prose.byModel()) {
            printer.line(plain(prose.told()));
            return;
        }
        printer.heading("In words, " + plain(prose.told()));
        prose.en().forEach(sentence -> printer.line(plain(sentence.toString())));
    }

    private void finding(String id, LogReport.Found found) {
        LogFinding finding = found.finding();
        String when = found.start().map(start -> start + "  ").orElse("");
        printer.line(
                cut(
                        "%-4s %-5s %-9s %s%s"
                                .formatted(
                                        id,
                                        finding.severity(),
                                        finding.kind(),
                                        when,
                                        finding.words().en())));
        finding.quotes().stream().limit(QUOTES).forEach(this::quote);
    }

    private void quote(Quote quote) {
        String lines = String.join(" ⏎ ", quote.text().lines().limit(2).toList());
        printer.line(cut("        " + quote.position() + "  " + lines));
    }

    /** Control characters in a log could rewrite the screen. */
    private static String plain(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String cut(String text) {
        String plain = plain(text);
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 1) + "…";
    }
}
