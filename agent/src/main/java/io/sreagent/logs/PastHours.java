package io.sreagent.logs;

import io.sreagent.analysis.logs.finding.LogWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The hours of the last day, counts only, to compare one with. Only those of few templates are kept
 * besides the latest, so that memory stays small where every line is different.
 */
final class PastHours {
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_TEMPLATES = 40_000; // over all hours kept

    private final TreeMap<Instant, LogWindow> hours = new TreeMap<>();

    void add(LogWindow over) {
        hours.headMap(over.start().minus(DAY)).clear();
        over.forgetQuotes();
        hours.put(over.start(), over);
        int templates = 0;
        for (LogWindow kept : hours.values()) templates += kept.templates();
        while (templates > MOST_TEMPLATES && hours.size() > 1) {
            templates -= hours.pollFirstEntry().getValue().templates();
        }
    }

    /** The same hour the day before; failing that the latest before. */
    Optional<LogWindow> before(Instant start) {
        LogWindow same = hours.get(start.minus(DAY));
        if (same != null) return Optional.of(same);
        var latest = hours.lowerEntry(start);
        return latest == null ? Optional.empty() : Optional.of(latest.getValue());
    }
}
