package io.sreagent.analysis.fact;

import static java.util.Objects.requireNonNull;

/**
 * One measured quantity of one resource.
 *
 * @param name name in the catalogue, such as {@code latency_p99}
 * @param query the query that answers with exactly this series, so that any number shown can be
 *     traced to it
 */
public record Metric(String name, Resource resource, Unit unit, Hurts hurts, String query) {
    public Metric {
        requireNonNull(name, "name");
        requireNonNull(resource, "resource");
        requireNonNull(unit, "unit");
        requireNonNull(hurts, "hurts");
        requireNonNull(query, "query");
    }

    /** {@code latency_p99 shop/checkout}: unique among the series of one cluster. */
    public String id() {
        return name + " " + resource.id();
    }
}
