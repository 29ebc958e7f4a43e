package io.sreagent.perception;

import io.sreagent.analysis.detect.DiscoveryControl;
import io.sreagent.analysis.detect.Sensitivity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Anomaly;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What many series of one workload or host say together that none says alone. It is shown and is
 * evidence; it wakes nobody.
 */
final class Together {
    /** From so many series on there is one score for all of them. */
    private static final int MANY = 4;

    private final Sensitivity sensitivity;
    private final Duration step;
    private final DiscoveryControl control;
    private final Map<Resource, Group> groups = new LinkedHashMap<>();

    Together(Sensitivity sensitivity, Duration step) {
        this.sensitivity = sensitivity;
        this.step = step;
        control = new DiscoveryControl(sensitivity, step);
    }

    /**
     * Takes the last sample of everything that is watched.
     *
     * @return pairs that no longer move together, as far as the control of false discoveries admits
     *     them
     */
    List<Anomaly> look(Instant at, Collection<WatchedSeries> watched) {
        Map<Resource, List<WatchedSeries>> byOwner =
                watched.stream()
                        .collect(
                                Collectors.groupingBy(
                                        series -> series.watch().metric().resource().owner(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        groups.keySet().retainAll(byOwner.keySet());
        byOwner.forEach(
                (owner, series) ->
                        groups.computeIfAbsent(owner, of -> new Group(of, sensitivity, step, at))
                                .look(at, series));
        int pairs = 0;
        List<Anomaly> broken = new ArrayList<>();
        for (Group group : groups.values()) {
            pairs += group.pairs().size();
            broken.addAll(group.broken());
        }
        return control.admit(at, pairs, broken);
    }

    /** Each with four series or more, the strangest first. */
    List<Machine> machines() {
        return groups.values().stream()
                .map(Group::machine)
                .filter(machine -> machine.metrics() >= MANY)
                .sorted(Comparator.comparingDouble(Machine::score).reversed())
                .toList();
    }
}
