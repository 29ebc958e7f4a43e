package io.sreagent.perception;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import java.time.Instant;
import java.util.List;

/**
 * How strange one workload, service or host looks as a whole.
 *
 * @param metrics how many of its series count
 * @param score 0–1, see {@link io.sreagent.analysis.detect.MachineScore}
 * @param sides the series that are furthest off, the furthest first
 */
public record Machine(Resource resource, Instant at, int metrics, double score, List<Side> sides) {
    public Machine {
        sides = List.copyOf(sides);
    }

    /**
     * One metric of it.
     *
     * @param off in robust standard deviations, either sign
     */
    public record Side(Metric metric, double off) {}
}
