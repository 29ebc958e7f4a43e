package io.sreagent.logs;

import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.Quote;
import io.sreagent.analysis.logs.read.ReadReport;
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
        @Override
        public String toString() {
            StringJoiner notes = new StringJoiner(", ");
            note(notes, read.joined(), "joined");
            note(notes, read.untimed(), "without a time");
            note(notes, read.backwards(), "back in time");
            note(notes, read.cut(), "cut, being too long");
            note(notes, read.recoded(), "no UTF-8");
            note(notes, read.binary(), "binary");
            return "%s: %s, %,d lines%s"
                    .formatted(
                            name,
                            read.format().name().toLowerCase(Locale.ROOT),
                            read.lines(),
                            notes.length() == 0 ? "" : " (" + notes + ")");
        }

        private static void note(StringJoiner notes, long lines, String what) {
            if (lines > 0) notes.add("%,d %s".formatted(lines, what));
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
     */
    public record Row(
            String id,
            String text,
            long count,
            Severity worst,
            long[] counts,
            List<Quote> quotes) {}

    /**
     * A finding and the slot of time it is about; a known trouble is about the whole.
     *
     * @param start when the slot begins; empty for the whole
     * @param slot how long it is
     */
    public record Found(Optional<Instant> start, Duration slot, LogFinding finding) {}
}
