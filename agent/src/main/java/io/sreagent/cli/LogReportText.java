package io.sreagent.cli;

import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.Quote;
import io.sreagent.analysis.logs.read.ReadReport;
import io.sreagent.logs.LogReport;
import io.sreagent.logs.Sparkline;
import java.util.Locale;
import java.util.StringJoiner;

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

    void print(LogReport report) {
        for (LogReport.Source source : report.sources()) source(source);
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
        if (!report.summary().isEmpty()) {
            printer.heading("The last hour against the same hour before");
            report.summary().forEach(words -> printer.line(cut(words.en())));
        }
        printer.heading("Findings");
        if (report.findings().isEmpty()) printer.line("none");
        report.findings().stream().limit(FINDINGS).forEach(this::finding);
        if (report.findings().size() > FINDINGS) {
            printer.line("… %d more: -o json".formatted(report.findings().size() - FINDINGS));
        }
        printer.heading("Templates");
        for (LogReport.Row row : report.templates()) {
            printer.line(
                    cut(
                            "%,12d  %-5s %s  %s"
                                    .formatted(
                                            row.count(),
                                            row.worst(),
                                            Sparkline.of(row.counts(), SPARK),
                                            row.text())));
        }
        if (report.templateCount() > report.templates().size()) {
            printer.line(
                    "… %,d more: --top"
                            .formatted(report.templateCount() - report.templates().size()));
        }
    }

    private void source(LogReport.Source source) {
        ReadReport read = source.read();
        StringJoiner notes = new StringJoiner(", ");
        note(notes, read.joined(), "joined");
        note(notes, read.untimed(), "without a time");
        note(notes, read.backwards(), "back in time");
        note(notes, read.cut(), "cut, being too long");
        note(notes, read.recoded(), "no UTF-8");
        note(notes, read.binary(), "binary");
        printer.line(
                "%s: %s, %,d lines%s"
                        .formatted(
                                source.name(),
                                read.format().name().toLowerCase(Locale.ROOT),
                                read.lines(),
                                notes.length() == 0 ? "" : " (" + notes + ")"));
    }

    private static void note(StringJoiner notes, long lines, String what) {
        if (lines > 0) notes.add("%,d %s".formatted(lines, what));
    }

    private void finding(LogReport.Found found) {
        LogFinding finding = found.finding();
        String when = found.hour().map(hour -> hour + "  ").orElse("");
        printer.line(
                cut(
                        "%-5s %-9s %s%s"
                                .formatted(
                                        finding.severity(),
                                        finding.kind(),
                                        when,
                                        finding.words().en())));
        finding.quotes().stream().limit(QUOTES).forEach(this::quote);
    }

    private void quote(Quote quote) {
        String line = quote.text().lines().findFirst().orElse("");
        printer.line(cut("        " + quote.position() + "  " + line));
    }

    /** Control characters in a log could rewrite the screen. */
    private static String cut(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST - 1) + "…";
    }
}
