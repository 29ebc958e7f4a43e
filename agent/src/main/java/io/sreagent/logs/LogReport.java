package io.sreagent.logs;

import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.Quote;
import io.sreagent.analysis.logs.read.ReadReport;
import io.sreagent.analysis.logs.template.Template;
import io.sreagent.analysis.logs.template.Variable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * What an analysis found.
 *
 * @param from time of the earliest record that had one; empty when none had
 * @param slotStart when the first slot of each row's counts begins
 * @param templates commonest first, at most as many as asked for
 * @param errorTemplates the commonest of those that were logged as errors
 * @param templateCount all there are
 * @param forgotten templates given up to stay within memory
 * @param findings the most telling first
 * @param summary what changed in the last hour
 * @param troubles what could not be done, one line each
 */
public record LogReport(
        List<Source> sources,
        long records,
        long errors,
        Optional<Instant> from,
        Optional<Instant> until,
        Instant slotStart,
        Duration slot,
        List<Row> templates,
        List<Row> errorTemplates,
        int templateCount,
        long forgotten,
        List<Found> findings,
        Optional<Change> summary,
        List<String> troubles) {
    public LogReport {
        sources = List.copyOf(sources);
        templates = List.copyOf(templates);
        errorTemplates = List.copyOf(errorTemplates);
        findings = List.copyOf(findings);
        troubles = List.copyOf(troubles);
    }

    /** One file or upload, and what the reader met in it. */
    public record Source(String name, ReadReport read) {

        /** For people: {@code app.log: json, 1,000 lines (3 cut, being too long)}. */
        public Words words() {
            StringJoiner en = new StringJoiner(", ", " (", ")").setEmptyValue("");
            StringJoiner zh = new StringJoiner("，", "（", "）").setEmptyValue("");
            note(en, zh, read.joined(), "joined", "合并");
            note(en, zh, read.untimed(), "without a time", "无时间");
            note(en, zh, read.backwards(), "back in time", "时间倒退");
            note(en, zh, read.cut(), "cut, being too long", "过长被截断");
            note(en, zh, read.recoded(), "no UTF-8", "非 UTF-8");
            note(en, zh, read.binary(), "binary", "二进制");
            String format = read.format().name().toLowerCase(Locale.ROOT);
            return new Words(
                    "%s: %s, %,d lines%s".formatted(name, format, read.lines(), en),
                    "%s：%s，%,d 行%s".formatted(name, format, read.lines(), zh));
        }

        private static void note(
                StringJoiner en, StringJoiner zh, long lines, String what, String whatZh) {
            if (lines == 0) return;
            en.add("%,d %s".formatted(lines, what));
            zh.add("%,d 行%s".formatted(lines, whatZh));
        }
    }

    /**
     * What changed in an hour.
     *
     * @param hour when it begins
     * @param before the hour it is compared with: the same of the day before, or the latest before
     */
    public record Change(Instant hour, Instant before, List<Words> lines) {
        public Change {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One template.
     *
     * @param counts lines by slot of time
     * @param variables what was seen at its variable places
     */
    public record Row(
            String id,
            String text,
            long count,
            Severity worst,
            long[] counts,
            List<Quote> quotes,
            List<Variable> variables) {
        static Row of(Template template, Severity worst, long[] counts, List<Quote> quotes) {
            return new Row(
                    template.name(),
                    template.text(),
                    template.count(),
                    worst,
                    counts,
                    quotes,
                    template.variables());
        }
    }

    /**
     * A finding and the slot of time it is about; a known trouble is about the whole.
     *
     * @param start when the slot begins; empty for the whole
     * @param slot how long it is
     */
    public record Found(Optional<Instant> start, Duration slot, LogFinding finding) {}
}
