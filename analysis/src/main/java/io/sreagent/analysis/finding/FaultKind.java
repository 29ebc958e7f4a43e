package io.sreagent.analysis.finding;

/**
 * What sort of thing failed. The names in lower case are the ones in scenarios, playbooks and the
 * API.
 */
public enum FaultKind {
    MEMORY,
    CPU,
    TRAFFIC,
    CONFIG,
    IMAGE,
    RELEASE,
    DATABASE,
    DEPENDENCY,
    POOL,
    CERTIFICATE,
    DISK,
    STORAGE,
    NODE,
    NEIGHBOUR,
    NETWORK,
    QUEUE,
    RETRIES,
    LATENCY,
    CACHE,
    DNS,
    QUOTA,
    UNKNOWN;

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
