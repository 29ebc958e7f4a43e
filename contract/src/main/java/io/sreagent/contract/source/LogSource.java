package io.sreagent.contract.source;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import java.time.Instant;
import java.util.List;

/** A store of log lines, such as Loki, or the cluster's own pod logs. */
public interface LogSource {

    String name();

    /** At most {@code limit} lines of a resource, the newest of the window, oldest first. */
    Answer<List<LogLine>> lines(Resource of, Instant from, Instant until, int limit);
}
