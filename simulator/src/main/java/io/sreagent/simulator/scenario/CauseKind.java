package io.sreagent.simulator.scenario;

/** The root-cause kinds of {@code truth.root_causes}. */
public enum CauseKind {
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
    QUOTA
}
