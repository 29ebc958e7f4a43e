package io.sreagent.contract.source;

import io.sreagent.analysis.fact.Event;
import java.time.Instant;
import java.util.List;

/** A platform that reports what happens to its objects, such as Kubernetes. */
public interface EventSource {

    String name();

    /** Events last reported from one time (inclusive) to another (exclusive), oldest first. */
    Answer<List<Event>> events(Instant from, Instant until);
}
