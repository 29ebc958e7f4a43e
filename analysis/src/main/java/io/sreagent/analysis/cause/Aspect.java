package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Metric;
import java.util.Locale;

/**
 * What side of a service a metric shows, told from its name. Names differ between shops, the words
 * in them hardly do; a name with none of the known words is {@link #OTHER} and still counts as a
 * shift.
 */
public enum Aspect {
    DEPENDENCY_ERRORS(Role.SYMPTOM),
    DEPENDENCY_LATENCY(Role.SYMPTOM),
    ERRORS(Role.SYMPTOM),
    SUCCESS(Role.SYMPTOM),
    LATENCY(Role.SYMPTOM),
    UNAVAILABLE(Role.SYMPTOM),
    AVAILABLE(Role.SYMPTOM),
    RESTARTS(Role.SYMPTOM),
    LOAD(Role.LOAD),
    DEPENDENCY_LOAD(Role.LOAD),
    THROTTLING(Role.RESOURCE),
    CPU(Role.RESOURCE),
    MEMORY(Role.RESOURCE),
    QUEUE(Role.RESOURCE),
    CONNECTIONS(Role.RESOURCE),
    CACHE(Role.RESOURCE),
    VOLUME(Role.RESOURCE),
    DISK(Role.RESOURCE),
    PACKETS(Role.RESOURCE),
    NETWORK(Role.LOAD),
    OTHER(Role.RESOURCE);

    /** How a shift of such a metric travels. */
    enum Role {
        /** Callers catch it from their callees. */
        SYMPTOM,
        /** Stays where it arises. */
        RESOURCE,
        /** Callees receive it from their callers. */
        LOAD
    }

    private final Role role;

    Aspect(Role role) {
        this.role = role;
    }

    Role role() {
        return role;
    }

    public static Aspect of(Metric metric) {
        // What stands in braces says of whom it is told, not what is told.
        int brace = metric.name().indexOf('{');
        String told = brace < 0 ? metric.name() : metric.name().substring(0, brace);
        String name = told.toLowerCase(Locale.ROOT);
        if (name.startsWith("dependency"))
            return has(name, "latency", "duration")
                    ? DEPENDENCY_LATENCY
                    : has(name, "request", "calls") ? DEPENDENCY_LOAD : DEPENDENCY_ERRORS;
        if (has(name, "throttl")) return THROTTLING;
        if (has(name, "cpu")) return CPU;
        if (has(name, "memory", "mem_", "heap", "rss") || name.equals("mem")) return MEMORY;
        if (has(name, "restart")) return RESTARTS;
        if (has(name, "unavailable")) return UNAVAILABLE;
        if (has(name, "replica", "ready", "endpoints")) return AVAILABLE;
        if (has(name, "queue", "lag", "backlog")) return QUEUE;
        if (has(name, "connection", "pool")) return CONNECTIONS;
        if (has(name, "cache")) return CACHE;
        if (has(name, "volume", "pvc")) return VOLUME;
        if (has(name, "disk", "filesystem", "fs_")) return DISK;
        if (has(name, "retransmi", "packet", "drop", "loss")) return PACKETS;
        if (has(name, "success", "availability")) return SUCCESS;
        if (has(name, "error", "fail", "5xx")) return ERRORS;
        if (has(name, "latency", "lat_", "duration", "response_time")) return LATENCY;
        if (has(name, "network", "net_", "bytes")) return NETWORK;
        if (has(name, "request", "rate", "qps", "rps", "lod", "load", "workload", "ops"))
            return LOAD;
        return OTHER;
    }

    private static boolean has(String name, String... words) {
        for (String word : words) if (name.contains(word)) return true;
        return false;
    }
}
