package io.sreagent.simulator.scenario;

import java.time.Duration;
import java.util.List;

/**
 * One scenario: a shop, its load, what happens to it and what is true about it.
 *
 * @param name for people, "memory-leak"; the id when it has none. It never reaches the wire
 */
public record Scenario(
        String id,
        String name,
        long seed,
        int historyDays,
        Duration duration,
        Topology topology,
        Load load,
        List<InnocentEvent> events,
        List<Fault> faults,
        Truth truth) {
    public Scenario {
        events = List.copyOf(events);
        faults = List.copyOf(faults);
    }

    /** The same with another seed. */
    public Scenario withSeed(long other) {
        return new Scenario(
                id, name, other, historyDays, duration, topology, load, events, faults, truth);
    }

    /** The same after another length of history. */
    public Scenario withHistoryDays(int other) {
        return new Scenario(id, name, seed, other, duration, topology, load, events, faults, truth);
    }

    /** The same under a name for people. */
    public Scenario named(String other) {
        return new Scenario(
                id, other, seed, historyDays, duration, topology, load, events, faults, truth);
    }

    /** When the first fault begins, since the start; the duration when there is none. */
    public Duration firstFault() {
        return faults.stream().map(Fault::at).min(Duration::compareTo).orElse(duration);
    }
}
