package io.sreagent.contract.source;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Unit;

/**
 * An entry of the catalogue of metrics: a name for what a query measures, whatever the vendor calls
 * it.
 *
 * @param name such as {@code latency_p99}
 * @param query in the source's own language; its result's labels become the {@link
 *     io.sreagent.analysis.fact.Resource}
 * @param scope what one series of the result is about
 * @param serviceLevel whether users feel it: such an indicator opens incidents by itself
 * @param limit a value that must not be reached, in {@code unit}; NaN when there is none
 */
public record Indicator(
        String name,
        String query,
        Unit unit,
        Hurts hurts,
        Scope scope,
        boolean serviceLevel,
        double limit) {
    /** What one series of an indicator is about. */
    public enum Scope {
        SYSTEM,
        SERVICE,
        WORKLOAD,
        POD,
        NODE,
        /**
         * A call from one service to another; the resource is the callee, as seen by one caller.
         */
        EDGE
    }

    public Indicator {
        requireNonNull(name, "name");
        requireNonNull(query, "query");
        requireNonNull(unit, "unit");
        requireNonNull(hurts, "hurts");
        requireNonNull(scope, "scope");
    }
}
