package io.sreagent.capacity;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.capacity.Observation;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import java.time.Instant;
import java.util.List;

/**
 * What is known of one service's load.
 *
 * @param load requests per second over all replicas; gaps are NaN
 * @param observations moments from which a replica's capacity can be learned, oldest first
 * @param running replicas at the end; 0 when nobody tells
 * @param lastReduction when replicas were last taken away; {@link Instant#MIN} for never
 * @param troubles what could not be asked, each with the way out
 */
record LoadHistory(
        Resource service,
        Series load,
        List<Observation> observations,
        int running,
        Instant lastReduction,
        List<String> troubles) {
    LoadHistory {
        requireNonNull(service, "service");
        requireNonNull(load, "load");
        requireNonNull(lastReduction, "lastReduction");
        observations = List.copyOf(observations);
        troubles = List.copyOf(troubles);
    }
}
