package io.sreagent.pipeline;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.Incident;
import io.sreagent.incident.Incidents;
import java.time.Instant;
import java.util.Optional;

/**
 * Load to come that an incident was opened for, before anything hurts.
 *
 * @param need what is to be done about it
 * @param replicas that bear it; where that is out of reach, all there can be
 * @param from when they are needed
 * @param until when they no longer are; a prediction does not see further
 * @param probability 0–1 that the load comes to that
 * @param words for people: how much, when and against what
 */
record Foreseen(
        Need need, int replicas, Instant from, Instant until, double probability, Words words) {
    /** Kind of the document that an incident carries it in. */
    static final String KIND = "foreseen";

    /** What load to come asks for. */
    enum Need {
        /** More replicas than there can be: somebody must make room. */
        ROOM,
        /** More replicas than run, in time: the autoscaler's minimum can see to that. */
        REPLICAS
    }

    Foreseen {
        requireNonNull(need, "need");
        requireNonNull(words, "words");
        if (until.isBefore(from)) throw new IllegalArgumentException(until + " before " + from);
        if (!(probability >= 0 && probability <= 1))
            throw new IllegalArgumentException("probability " + probability);
    }

    /** Empty for an incident that something measured opened, or a person. */
    static Optional<Foreseen> of(Incidents incidents, Incident incident) {
        if (incident.kind() != Incident.Kind.PREDICTED) return Optional.empty();
        return incidents.latest(incident.id(), KIND).map(found -> found.as(Foreseen.class));
    }
}
