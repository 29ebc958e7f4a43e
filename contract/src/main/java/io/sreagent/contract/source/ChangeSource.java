package io.sreagent.contract.source;

import io.sreagent.analysis.fact.Change;
import java.time.Instant;
import java.util.List;

/**
 * Somebody who knows what was changed on purpose: a cluster's roll-out history, a delivery
 * pipeline.
 */
public interface ChangeSource {

    String name();

    /** Changes from one time (inclusive) to another (exclusive), oldest first. */
    Answer<List<Change>> changes(Instant from, Instant until);
}
