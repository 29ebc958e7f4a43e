package io.sreagent.simulator.scenario;

import java.util.Locale;
import java.util.Optional;

/**
 * What a symptom is measured by. Files spell indicators in many ways ({@code p99_latency}, {@code
 * latency_p99_ms}, {@code http_error_ratio}); what counts are the words in them, so the spelling is
 * free where the meaning is clear.
 */
public enum Indicator {
    MEMORY_UTILISATION(true), // fullest pod, working set / limit
    CPU_UTILISATION(true), // mean of pods, used / limit
    CPU_THROTTLING(true), // share of periods throttled
    ERROR_RATE(true), // failed / all requests
    SUCCESS_RATE(false), // 1 - error rate
    LATENCY_MEAN(true), // ms, as all latencies
    LATENCY_P50(true),
    LATENCY_P90(true),
    LATENCY_P95(true),
    LATENCY_P99(true),
    THROUGHPUT(false), // answered without error, per second
    REQUEST_RATE(true), // asked, per second
    QUEUE_DEPTH(true), // messages
    QUEUE_AGE(true), // seconds a new message will wait
    CONNECTION_UTILISATION(true), // database connections or pool, used / limit
    CONNECTIONS(true), // database connections used
    DISK_UTILISATION(true), // of the fullest node that runs it
    VOLUME_UTILISATION(true), // of its fullest volume
    CACHE_HIT_RATIO(false),
    READY_RATIO(false), // ready / wanted pods
    READY_REPLICAS(false),
    UNAVAILABLE_REPLICAS(true),
    RESTARTS(true), // of its pods in the last 15 minutes
    SATURATION(true), // busiest of CPU, threads, pool
    PACKET_LOSS(true), // share lost on the way to it
    NODE_MEMORY_UTILISATION(true), // fullest node that runs it
    NODE_CPU_UTILISATION(true),
    MEMORY_MIB(true),
    CPU_CORES(true);

    private final boolean hurtsAbove;

    Indicator(boolean hurtsAbove) {
        this.hurtsAbove = hurtsAbove;
    }

    /** Whether trouble is above the band, rather than below. */
    public boolean hurtsAbove() {
        return hurtsAbove;
    }

    public boolean isLatency() {
        return name().startsWith("LATENCY");
    }

    /** The indicator a spelling means; empty when no word in it tells. */
    public static Optional<Indicator> meantBy(String spelling) {
        String s =
                spelling.trim()
                        .toLowerCase(Locale.ROOT)
                        .replace('-', '_')
                        .replace('.', '_')
                        .replace(' ', '_');
        for (Indicator indicator : values()) {
            if (indicator.name().toLowerCase(Locale.ROOT).equals(s)) {
                return Optional.of(indicator);
            }
        }
        boolean node = has(s, "node");
        Indicator meant =
                has(s, "latency", "duration", "response_time", "p50", "p90", "p95", "p99", "slow")
                        ? latency(s)
                        : has(s, "restart", "oom", "crash")
                                ? RESTARTS
                                : has(s, "throttl")
                                        ? CPU_THROTTLING
                                        : has(s, "packet", "loss", "drop", "retrans")
                                                ? PACKET_LOSS
                                                : has(s, "hit", "miss", "cache")
                                                        ? CACHE_HIT_RATIO
                                                        : has(s, "pvc", "volume", "storage")
                                                                ? VOLUME_UTILISATION
                                                                : has(
                                                                                s,
                                                                                "disk",
                                                                                "filesystem",
                                                                                "fs_")
                                                                        ? DISK_UTILISATION
                                                                        : has(
                                                                                        s,
                                                                                        "queue_age",
                                                                                        "queue_lag",
                                                                                        "wait",
                                                                                        "oldest")
                                                                                ? QUEUE_AGE
                                                                                : has(
                                                                                                s,
                                                                                                "queue",
                                                                                                "backlog",
                                                                                                "lag",
                                                                                                "depth",
                                                                                                "messages")
                                                                                        ? QUEUE_DEPTH
                                                                                        : has(
                                                                                                        s,
                                                                                                        "connection",
                                                                                                        "pool")
                                                                                                ? pool(
                                                                                                        s)
                                                                                                : has(
                                                                                                                s,
                                                                                                                "memory_mib",
                                                                                                                "memory_mb",
                                                                                                                "memory_bytes",
                                                                                                                "working_set")
                                                                                                        ? MEMORY_MIB
                                                                                                        : has(
                                                                                                                        s,
                                                                                                                        "mem",
                                                                                                                        "heap",
                                                                                                                        "rss")
                                                                                                                ? (node
                                                                                                                        ? NODE_MEMORY_UTILISATION
                                                                                                                        : MEMORY_UTILISATION)
                                                                                                                : has(
                                                                                                                                s,
                                                                                                                                "cpu_cores")
                                                                                                                        ? CPU_CORES
                                                                                                                        : has(
                                                                                                                                        s,
                                                                                                                                        "cpu",
                                                                                                                                        "load_avg")
                                                                                                                                ? (node
                                                                                                                                        ? NODE_CPU_UTILISATION
                                                                                                                                        : CPU_UTILISATION)
                                                                                                                                : has(
                                                                                                                                                s,
                                                                                                                                                "unavailable",
                                                                                                                                                "not_ready",
                                                                                                                                                "unready",
                                                                                                                                                "pending",
                                                                                                                                                "waiting")
                                                                                                                                        ? UNAVAILABLE_REPLICAS
                                                                                                                                        : has(
                                                                                                                                                        s,
                                                                                                                                                        "replica",
                                                                                                                                                        "pods")
                                                                                                                                                ? (has(
                                                                                                                                                                s,
                                                                                                                                                                "ratio",
                                                                                                                                                                "share")
                                                                                                                                                        ? READY_RATIO
                                                                                                                                                        : READY_REPLICAS)
                                                                                                                                                : has(
                                                                                                                                                                        s,
                                                                                                                                                                        "ready",
                                                                                                                                                                        "up")
                                                                                                                                                                && !has(
                                                                                                                                                                        s,
                                                                                                                                                                        "upstream")
                                                                                                                                                        ? READY_RATIO
                                                                                                                                                        : has(
                                                                                                                                                                        s,
                                                                                                                                                                        "error",
                                                                                                                                                                        "5xx",
                                                                                                                                                                        "fail",
                                                                                                                                                                        "timeout",
                                                                                                                                                                        "4xx",
                                                                                                                                                                        "429",
                                                                                                                                                                        "503")
                                                                                                                                                                ? ERROR_RATE
                                                                                                                                                                : has(
                                                                                                                                                                                s,
                                                                                                                                                                                "success",
                                                                                                                                                                                "availab",
                                                                                                                                                                                "slo",
                                                                                                                                                                                "goodput_ratio")
                                                                                                                                                                        ? SUCCESS_RATE
                                                                                                                                                                        : has(
                                                                                                                                                                                        s,
                                                                                                                                                                                        "throughput",
                                                                                                                                                                                        "goodput",
                                                                                                                                                                                        "processed",
                                                                                                                                                                                        "consumed")
                                                                                                                                                                                ? THROUGHPUT
                                                                                                                                                                                : has(
                                                                                                                                                                                                s,
                                                                                                                                                                                                "rps",
                                                                                                                                                                                                "qps",
                                                                                                                                                                                                "request",
                                                                                                                                                                                                "traffic")
                                                                                                                                                                                        ? REQUEST_RATE
                                                                                                                                                                                        : has(
                                                                                                                                                                                                        s,
                                                                                                                                                                                                        "saturation",
                                                                                                                                                                                                        "utilisation",
                                                                                                                                                                                                        "utilization",
                                                                                                                                                                                                        "load")
                                                                                                                                                                                                ? SATURATION
                                                                                                                                                                                                : null;
        return Optional.ofNullable(meant);
    }

    private static Indicator latency(String s) {
        return has(s, "99")
                ? LATENCY_P99
                : has(s, "95")
                        ? LATENCY_P95
                        : has(s, "90")
                                ? LATENCY_P90
                                : has(s, "50", "median")
                                        ? LATENCY_P50
                                        : has(s, "mean", "avg", "average")
                                                ? LATENCY_MEAN
                                                : LATENCY_P99;
    }

    private static Indicator pool(String s) {
        return has(s, "util", "ratio", "share", "usage", "saturation", "pool")
                ? CONNECTION_UTILISATION
                : CONNECTIONS;
    }

    private static boolean has(String s, String... words) {
        for (String word : words) {
            if (s.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
