package io.sreagent.logs;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogSource;
import io.sreagent.contract.source.LogTail;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Follows a query by asking again and again, for sources that cannot tell lines by themselves. Each
 * time a little of the past is asked for again, since stores take lines in late; what was told
 * already is left out.
 */
final class PolledTail implements LogTail {
    private static final Duration LATE = Duration.ofSeconds(15);
    private static final int MOST = 1_000; // lines an asking

    private final LogSource source;
    private final String query;
    private final InstantSource clock;
    private Instant from;
    private Set<LogLine> told = Set.of();
    private boolean first = true;

    PolledTail(LogSource source, String query, Instant from, InstantSource clock) {
        this.source = source;
        this.query = query;
        this.from = from;
        this.clock = clock;
    }

    @Override
    public Answer<List<LogLine>> next(Duration atMost) throws InterruptedException {
        if (!first) Thread.sleep(atMost);
        first = false;
        Instant until = clock.instant().plusMillis(1); // the end is not part of a window
        Answer<List<LogLine>> answer = source.query(query, from, until, MOST);
        List<LogLine> fresh = new ArrayList<>();
        for (LogLine line : answer.value()) if (!told.contains(line)) fresh.add(line);
        if (answer.isComplete()) {
            told = new HashSet<>(answer.value());
            Instant late = until.minus(LATE);
            if (late.isAfter(from)) from = late;
        } else {
            told = new HashSet<>(told);
            told.addAll(answer.value());
        }
        List<String> troubles = new ArrayList<>(answer.troubles());
        if (fresh.size() == MOST) {
            troubles.add("more than " + MOST + " lines came at once; older ones are left out");
        }
        return new Answer<>(fresh, troubles);
    }

    @Override
    public void close() {
        // nothing is open between two askings
    }
}
