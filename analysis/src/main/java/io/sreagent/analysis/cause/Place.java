package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Event;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** One service or node of a case with all facts about it and its pods. */
final class Place {
    private final Resource resource;
    private final List<Shift> shifts = new ArrayList<>();
    // Asked for many times on the way through a graph; the shifts never change after the measuring.
    private double trouble = Double.NaN;
    private double symptom = Double.NaN;
    private final double[] rises = new double[Aspect.values().length];
    private final double[] falls = new double[Aspect.values().length];

    /** 0–1: how surely it waits for someone it calls; connections held so long are no shortage. */
    private double waiting;

    final List<Change> changes = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<LogLine> logs = new ArrayList<>();

    Place(Resource resource) {
        this.resource = resource;
    }

    void add(Shift shift) {
        shifts.add(shift);
        int aspect = shift.aspect().ordinal();
        rises[aspect] = Math.max(rises[aspect], shift.rise());
        falls[aspect] = Math.max(falls[aspect], shift.fall());
        trouble = Double.NaN;
        symptom = Double.NaN;
    }

    void waitsForCallees(double surely) {
        waiting = surely;
    }

    double waiting() {
        return waiting;
    }

    private boolean isHeldByWaiting(Shift shift) {
        return shift.aspect() == Aspect.CONNECTIONS && waiting > 0.3;
    }

    List<Shift> shifts() {
        return shifts;
    }

    Resource resource() {
        return resource;
    }

    String id() {
        return resource.id();
    }

    boolean isNode() {
        return resource.namesNode();
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

    /** The most harmful shift of either side, however small. */
    Optional<Shift> largest(boolean symptom) {
        return shifts.stream()
                .filter(shift -> shift.harm() > 0)
                .filter(shift -> symptom == (shift.aspect().role() == Aspect.Role.SYMPTOM))
                .filter(shift -> !isHeldByWaiting(shift))
                .max(Comparator.comparingDouble(shift -> weight(shift) * shift.harm()));
    }

    /** The most harmful shift among what callers feel, or among all else. */
    Optional<Shift> worst(boolean symptom) {
        return shifts.stream()
                .filter(shift -> shift.harm() > Shift.CHANCE)
                .filter(shift -> symptom == (shift.aspect().role() == Aspect.Role.SYMPTOM))
                .filter(shift -> !isHeldByWaiting(shift))
                .max(Comparator.comparingDouble(shift -> weight(shift) * shift.harm()));
    }

    /** 0–1: how surely something is wrong here. */
    double trouble() {
        if (Double.isNaN(trouble))
            trouble =
                    largest(
                            shift ->
                                    isNode()
                                            ? shift.strength() * importance(shift)
                                            : weight(shift) * shift.strength());
        return trouble;
    }

    /** Of a machine the share tells how much a change of the amount matters. */
    private double importance(Shift shift) {
        if (shift.metric().unit() == Unit.RATIO) return shift.importance();
        return shifts.stream()
                .filter(other -> other.aspect() == shift.aspect())
                .filter(other -> other.metric().unit() == Unit.RATIO)
                .mapToDouble(Shift::importance)
                .max()
                .orElse(1);
    }

    /** 0–1: as {@link #rise}, of what one caller sees of this place. */
    double rise(Aspect aspect, Place caller) {
        String seenBy = "caller=\"" + caller.id() + '"';
        return largest(
                shift ->
                        shift.aspect() == aspect && shift.metric().name().contains(seenBy)
                                ? shift.rise()
                                : 0);
    }

    /** How many times as much of something there is since the onset, 1 when no more. */
    double growth(Aspect aspect) {
        return Math.max(
                1,
                largest(
                        shift ->
                                shift.aspect() == aspect && shift.before() > 0
                                        ? shift.after() / shift.before()
                                        : 1));
    }

    /** 0–1: how surely callers feel it. */
    double symptom() {
        if (Double.isNaN(symptom))
            symptom =
                    largest(
                            shift ->
                                    shift.aspect().role() == Aspect.Role.SYMPTOM
                                            ? weight(shift) * shift.strength()
                                            : 0);
        return symptom;
    }

    /** 0–1: how surely callers feel failures, or are kept waiting. */
    double symptom(boolean failures) {
        double told = isToldByCallersOnly() ? rise(edge(failures)) : 0;
        return failures
                ? Math.max(
                        Math.max(told, Math.max(rise(Aspect.ERRORS), fall(Aspect.SUCCESS))),
                        Math.max(rise(Aspect.UNAVAILABLE), fall(Aspect.AVAILABLE)))
                : Math.max(told, rise(Aspect.LATENCY));
    }

    /** A service of someone else's, of which only its callers' own metrics tell. */
    private boolean isToldByCallersOnly() {
        return shifts.stream()
                .noneMatch(
                        shift ->
                                shift.aspect() == Aspect.LATENCY
                                        || shift.aspect() == Aspect.ERRORS
                                        || shift.aspect() == Aspect.SUCCESS);
    }

    private static Aspect edge(boolean failures) {
        return failures ? Aspect.DEPENDENCY_ERRORS : Aspect.DEPENDENCY_LATENCY;
    }

    /**
     * Largest change in the harmful direction of what waits (seconds) or fails (ratio); 0: none.
     */
    double lost(boolean failures) {
        boolean told = isToldByCallersOnly();
        return largest(
                shift -> {
                    boolean fits =
                            told && shift.aspect() == edge(failures)
                                    || (failures
                                            ? shift.aspect() == Aspect.ERRORS
                                                    || shift.aspect() == Aspect.SUCCESS
                                            : shift.aspect() == Aspect.LATENCY);
                    return fits && shift.harm() > 0 ? Math.abs(shift.after() - shift.before()) : 0;
                });
    }

    /** 0–1: how surely a resource of its own is short; load that rose as well explains half. */
    double shortage() {
        double own =
                largest(
                        shift ->
                                shift.aspect().role() == Aspect.Role.RESOURCE
                                                // A full node throttles the innocent as well.
                                                && shift.aspect() != Aspect.THROTTLING
                                                && !isHeldByWaiting(shift)
                                        ? shift.strength() * shift.importance()
                                        : 0);
        return own * (1 - 0.5 * rise(Aspect.LOAD));
    }

    /** How much a shift counts besides others of the same place. */
    private double weight(Shift shift) {
        // Who runs out of memory burns processor time over it; the reverse does not happen.
        if (shift.aspect() == Aspect.CPU) return 1 - 0.9 * rise(Aspect.MEMORY);
        // What a service sees of its callees counts less than what it shows itself.
        boolean edge =
                shift.aspect() == Aspect.DEPENDENCY_ERRORS
                        || shift.aspect() == Aspect.DEPENDENCY_LATENCY;
        return edge && shifts.stream().anyMatch(other -> other.aspect() == Aspect.LATENCY)
                ? 0.5
                : 1;
    }

    /** 0–1: how surely it cannot do more than it does, or does less. */
    double strained() {
        double busy = Math.max(strain(Aspect.CPU), strain(Aspect.THROTTLING));
        double gone = Math.max(fall(Aspect.AVAILABLE), rise(Aspect.UNAVAILABLE));
        return Math.max(Math.max(busy, gone), symptom());
    }

    double rise(Aspect aspect) {
        return rises[aspect.ordinal()];
    }

    /** 0–1: as {@link #rise}, as far as it matters in practice. */
    double strain(Aspect aspect) {
        return largest(
                shift ->
                        shift.aspect() == aspect && !isHeldByWaiting(shift)
                                ? shift.rise() * shift.importance()
                                : 0);
    }

    double fall(Aspect aspect) {
        return falls[aspect.ordinal()];
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
