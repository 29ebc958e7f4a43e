package io.sreagent.analysis.finding;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Resource;

/** One possible cause: this resource failed in this way. */
public record Candidate(Resource resource, FaultKind kind) {
    public Candidate {
        requireNonNull(resource, "resource");
        requireNonNull(kind, "kind");
    }

    /** {@code shop/checkout memory}. */
    public String id() {
        return resource.id() + " " + kind.code();
    }
}
