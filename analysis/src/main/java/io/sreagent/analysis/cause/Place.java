package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Event;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** One service or node of a case with all facts about it and its pods. */
final class Place {
    private final Resource resource;
    final List<Shift> shifts = new ArrayList<>();
    final List<Change> changes = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<LogLine> logs = new ArrayList<>();

    Place(Resource resource) {
        this.resource = resource;
    }

    Resource resource() {
        return resource;
    }

    String id() {
        return resource.id();
    }

    boolean isNode() {
        return id().startsWith("node/");
    }

    boolean isDatabase() {
        String name = Phrase.name(resource).toLowerCase(java.util.Locale.ROOT);
        for (String word : List.of("-db", "db-", "sql", "mongo", "postgres", "database", "maria"))
            if (name.contains(word)) return true;
        return name.endsWith("db");
    }

    /** The most harmful shift, whatever it shows; load alone harms nobody. */
    Optional<Shift> worst() {
        return shifts.stream()
                .filter(shift -> shift.harm() > Shift.CHANCE)
                .max(Comparator.comparingDouble(shift -> weight(shift) * shift.harm()));
    }

    Optional<Shift> worst(Aspect.Role role) {
        return shifts.stream()
                .filter(shift -> shift.aspect().role() == role && shift.harm() > Shift.CHANCE)
                .max(Comparator.comparingDouble(Shift::harm));
    }

    /** 0–1: how surely something is wrong here. */
    double trouble() {
        return largest(shift -> weight(shift) * shift.strength());
    }

    /** 0–1: how surely callers feel it. */
    double symptom() {
        return largest(
                shift ->
                        shift.aspect().role() == Aspect.Role.SYMPTOM
                                ? weight(shift) * shift.strength()
                                : 0);
    }

    /** 0–1: how surely a resource of its own is short; load that rose as well explains half. */
    double shortage() {
        double own =
                largest(
                        shift ->
                                shift.aspect().role() == Aspect.Role.RESOURCE
                                                // A full node throttles the innocent as well.
                                                && shift.aspect() != Aspect.THROTTLING
                                        ? shift.strength()
                                        : 0);
        return own * (1 - 0.5 * rise(Aspect.LOAD));
    }

    /** What a service sees of its callees counts less than what it shows itself. */
    private double weight(Shift shift) {
        boolean edge =
                shift.aspect() == Aspect.DEPENDENCY_ERRORS
                        || shift.aspect() == Aspect.DEPENDENCY_LATENCY;
        return edge && shifts.stream().anyMatch(other -> other.aspect() == Aspect.LATENCY)
                ? 0.5
                : 1;
    }

    double rise(Aspect aspect) {
        return largest(shift -> shift.aspect() == aspect ? shift.rise() : 0);
    }

    double fall(Aspect aspect) {
        return largest(shift -> shift.aspect() == aspect ? shift.fall() : 0);
    }

    double harm(Aspect... aspects) {
        return largest(shift -> List.of(aspects).contains(shift.aspect()) ? shift.strength() : 0);
    }

    /** First departure of what is harmful here. */
    Optional<Instant> since() {
        return shifts.stream()
                .filter(shift -> shift.harm() > Shift.CHANCE)
                .map(Shift::since)
                .min(Comparator.naturalOrder());
    }

    private double largest(ToDoubleFunction<Shift> value) {
        return shifts.stream().mapToDouble(value).max().orElse(0);
    }
}
