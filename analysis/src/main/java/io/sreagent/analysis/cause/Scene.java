package io.sreagent.analysis.cause;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A case, measured once: every series against its past, every fact put where it belongs, and the
 * dependencies between the places. Kinds of evidence look at this instead of measuring again.
 */
final class Scene {
    private final Case facts;
    private final Instant onset;
    private final Duration step;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, Set<String>> callees = new LinkedHashMap<>();
    private final Map<String, Set<String>> callers = new LinkedHashMap<>();

    private Scene(Case facts) {
        this.facts = facts;
        this.onset = OnsetFinder.of(facts);
        this.step =
                facts.metrics().stream()
                        .map(Series::step)
                        .max(Duration::compareTo)
                        .orElse(Duration.ofMinutes(1));
    }

    static Scene of(Case facts) {
        Scene scene = new Scene(facts);
        for (Series series : facts.metrics()) {
            Place place = scene.place(series.metric().resource());
            ShiftFinder.find(series, scene.onset, facts.until()).ifPresent(place.shifts::add);
            scene.host(series.metric().resource());
        }
        facts.changes().forEach(change -> scene.place(change.resource()).changes.add(change));
        facts.events().forEach(event -> scene.place(event.resource()).events.add(event));
        facts.events().forEach(event -> scene.host(event.resource()));
        facts.logs().forEach(line -> scene.place(line.resource()).logs.add(line));
        facts.graph().edges().forEach(edge -> scene.link(edge.caller(), edge.callee()));
        return scene;
    }

    private Place place(Resource resource) {
        return places.computeIfAbsent(resource.owner().id(), id -> new Place(resource.owner()));
    }

    /** A pod needs its node as a caller needs its callee. */
    private void host(Resource resource) {
        String node = resource.node();
        if (node != null && !resource.owner().id().startsWith("node/"))
            link(resource, Resource.node(node));
    }

    private void link(Resource caller, Resource callee) {
        String from = place(caller).id();
        String to = place(callee).id();
        if (from.equals(to)) return;
        callees.computeIfAbsent(from, id -> new LinkedHashSet<>()).add(to);
        callers.computeIfAbsent(to, id -> new LinkedHashSet<>()).add(from);
    }

    Case facts() {
        return facts;
    }

    Instant onset() {
        return onset;
    }

    Collection<Place> places() {
        return places.values();
    }

    boolean hasGraph() {
        return !callees.isEmpty();
    }

    List<Place> calleesOf(Place place) {
        return named(callees.getOrDefault(place.id(), Set.of()));
    }

    List<Place> callersOf(Place place) {
        return named(callers.getOrDefault(place.id(), Set.of()));
    }

    private List<Place> named(Set<String> ids) {
        List<Place> named = new ArrayList<>();
        for (String id : ids) named.add(requireNonNull(places.get(id)));
        return named;
    }

    /** An order of events finer than this is no evidence. */
    Duration tolerance() {
        return step.multipliedBy(2);
    }

    /**
     * The callee, if any, that explains a place's trouble: its own symptom is as strong and did not
     * come later.
     */
    Optional<Place> explanation(Place place) {
        return calleesOf(place).stream()
                .filter(callee -> explains(callee, place))
                .max(Comparator.comparingDouble(Place::trouble));
    }

    private boolean explains(Place callee, Place caller) {
        if (callee.isNode() && hogOf(callee).filter(hog -> hog == caller).isPresent()) return false;
        double felt = callee.isNode() ? callee.trouble() : callee.symptom();
        if (felt < 0.1) return false;
        // Load travels down: a callee that suffers from what this caller sends explains nothing.
        if (callee.rise(Aspect.LOAD) > 0.3 && caller.rise(Aspect.LOAD) > 0.3) return false;
        Instant first = callee.since().orElse(onset);
        Instant second = caller.since().orElse(first);
        return !first.isAfter(second.plus(tolerance()));
    }

    /** The place that took a node's CPU without having more to do, if there is one. */
    Optional<Place> hogOf(Place node) {
        return callersOf(node).stream()
                .filter(place -> place.rise(Aspect.CPU) * (1 - place.rise(Aspect.LOAD)) > 0.4)
                .max(Comparator.comparingDouble(place -> place.rise(Aspect.CPU)));
    }

    /** Whether one place calls another, directly or through others. */
    boolean calls(Place caller, Place callee) {
        Set<String> seen = new LinkedHashSet<>(Set.of(caller.id()));
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (String next : callees.getOrDefault(open.removeFirst(), Set.of())) {
                if (next.equals(callee.id())) return true;
                if (seen.add(next)) open.add(next);
            }
        }
        return false;
    }

    /** Whether the place's load only follows that of a caller. */
    boolean loadFollowsCaller(Place place) {
        return place.rise(Aspect.LOAD) > 0.3
                && callersOf(place).stream().anyMatch(caller -> caller.rise(Aspect.LOAD) > 0.3);
    }
}
