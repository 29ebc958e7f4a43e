package io.sreagent.contract.source;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Span;
import java.time.Instant;
import java.util.List;

/** A store of traces, such as Tempo. */
public interface TraceSource {

    /** Name for people, such as {@code tempo}. */
    String name();

    /**
     * All spans of some traces that passed through a service, those of other services among them:
     * where the time went can only be told from whole traces.
     *
     * @param traces how many at most
     * @return on failure what could be had, and the trouble; empty where it is not set up
     */
    Answer<List<Span>> spans(Resource of, Instant from, Instant until, int traces);
}
