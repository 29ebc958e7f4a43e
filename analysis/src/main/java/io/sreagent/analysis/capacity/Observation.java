package io.sreagent.analysis.capacity;

/**
 * One moment of a service; a quantity that is not known is NaN.
 *
 * @param qps requests per second over all replicas
 * @param replicas how many were ready
 * @param cpu mean use of one replica as a share of what it may use, 0–1
 * @param latency in seconds, of the quantile that the objective names
 */
public record Observation(double qps, double replicas, double cpu, double latency) {

    /** Requests per second on one replica; NaN when that cannot be told. */
    public double load() {
        return replicas >= 1 && qps >= 0 ? qps / replicas : Double.NaN;
    }
}
