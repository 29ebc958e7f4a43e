package io.sreagent.api;

import io.sreagent.perception.Machine;
import java.time.Instant;
import java.util.List;

/**
 * One workload, service or host as a whole.
 *
 * @param metrics how many series count
 * @param score 0–1; above 0.7 it looks strange, above 0.9 something has just begun
 * @param furthest the series that are furthest off
 */
public record MachineView(
        String resource, Instant at, int metrics, double score, List<Side> furthest) {

    /**
     * One of its series.
     *
     * @param off in robust standard deviations
     */
    public record Side(String metric, double off) {}

    static MachineView of(Machine machine) {
        return new MachineView(
                machine.resource().id(),
                machine.at(),
                machine.metrics(),
                machine.score(),
                machine.sides().stream()
                        .map(side -> new Side(side.metric().id(), side.off()))
                        .toList());
    }
}
