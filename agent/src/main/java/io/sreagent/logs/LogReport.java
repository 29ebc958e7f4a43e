package io.sreagent.logs;

import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.Quote;
import io.sreagent.analysis.logs.read.ReadReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an analysis found.
 *
 * @param from time of the earliest record that had one; empty when none had
 * @param slotStart when the first slot of each row's counts begins
 * @param templates commonest first, at most as many as asked for
 * @param templateCount all there are
 * @param forgotten templates given up to stay within memory
 * @param findings the most telling first
 * @param summary what changed in the last hour against the same hour before, or the hour before
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
        int templateCount,
        long forgotten,
        List<Found> findings,
        List<Words> summary,
        List<String> troubles) {
    public LogReport {
        sources = List.copyOf(sources);
        templates = List.copyOf(templates);
        findings = List.copyOf(findings);
        summary = List.copyOf(summary);
        troubles = List.copyOf(troubles);
    }

    /** One file or upload, and what the reader met in it. */
    public record Source(String name, ReadReport read) {}

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
     * A finding and the hour it is about; a known trouble is about the whole.
     *
     * @param hour empty for the whole
     */
    public record Found(Optional<Instant> hour, LogFinding finding) {}
}
