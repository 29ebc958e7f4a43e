package io.sreagent.contract.source;

import io.sreagent.analysis.fact.LogLine;
import java.time.Duration;
import java.util.List;

/** Lines of a query as they are written. For one thread. */
public interface LogTail extends AutoCloseable {

    /**
     * Lines that came since the last call, in the order in which they came; waits at most so long
     * for the first. What was lost, or cannot be had for now, is among the troubles; it goes on
     * nevertheless.
     */
    Answer<List<LogLine>> next(Duration atMost) throws InterruptedException;

    @Override
    void close();
}
