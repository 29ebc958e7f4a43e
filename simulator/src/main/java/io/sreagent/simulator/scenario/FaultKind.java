package io.sreagent.simulator.scenario;

/** What can go wrong. {@code world.Faults} says what each does and what mends it. */
public enum FaultKind {
    MEMORY_LEAK,
    CPU_HOG,
    TRAFFIC_SURGE,
    BAD_CONFIG,
    BAD_IMAGE,
    BAD_RELEASE,
    SLOW_QUERY,
    DEPENDENCY_DOWN,
    POOL_EXHAUSTION,
    CERTIFICATE_EXPIRED,
    DISK_FILL,
    PVC_FILL,
    NODE_PRESSURE,
    NOISY_NEIGHBOUR,
    PACKET_LOSS,
    QUEUE_BACKLOG,
    RETRY_STORM,
    LATENCY_DRIFT,
    CACHE_STAMPEDE,
    DNS_FAILURE,
    QUOTA_REACHED
}
