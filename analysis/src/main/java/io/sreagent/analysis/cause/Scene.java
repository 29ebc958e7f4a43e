package io.sreagent.analysis.cause;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Anomaly;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A case, measured once: every series against its past, every fact put where it belongs, and the
 * dependencies between the places. Kinds of evidence look at this instead of measuring again.
 */
final class Scene {
    /**
     * Single requests are split at the onset and, in case it was told or found late, a minute
     * before; whichever tells more counts.
     */
    static final List<Duration> SOONER = List.of(Duration.ZERO, Duration.ofMinutes(1));

    private final Case facts;
    private final Instant onset;
    private final Duration step;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Map<String, Set<String>> callees = new LinkedHashMap<>();
    private final Map<String, Set<String>> callers = new LinkedHashMap<>();
    private @Nullable Map<Place, List<LogFact>> logFacts;
    private final Map<Duration, SpanTimes> spanTimes = new LinkedHashMap<>();
    private final TreeSet<Long> loggedMinutes = new TreeSet<>();
    private final Map<Metric, Series> series = new LinkedHashMap<>();
    private final Map<String, Double> sureness = new LinkedHashMap<>();
    private final Travel travel = new Travel(this);
    private final SharedThings shared = new SharedThings(this);

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
        SlowestSpans slowest = new SlowestSpans(facts.spans(), scene.onset.minus(SOONER.getLast()));
        Map<Duration, Integer> known = new LinkedHashMap<>();
        for (Series series : facts.metrics())
            known.merge(series.step(), ShiftFinder.known(series, scene.onset), Math::max);
        for (Series series : facts.metrics()) {
            Place place = scene.place(series.metric().resource());
            int most = known.getOrDefault(series.step(), 0);
            ShiftFinder.find(series, scene.onset, facts.until(), most)
                    .filter(shift -> !slowest.deny(place, shift))
                    .ifPresent(place::add);
            scene.host(series.metric().resource());
            scene.series.put(series.metric(), series);
        }
        facts.changes().forEach(change -> scene.place(change.resource()).changes.add(change));
        facts.events().forEach(event -> scene.place(event.resource()).events.add(event));
        facts.events().forEach(event -> scene.host(event.resource()));
        facts.logs().forEach(line -> scene.place(line.resource()).logs.add(line));
        facts.spans().forEach(span -> scene.place(span.resource()));
        facts.anomalies().forEach(anomaly -> scene.place(anomaly.metric().resource()));
        for (DependencyGraph.Edge edge : facts.graph().edges()) {
            scene.link(edge.caller(), edge.callee());
            scene.sureness.merge(scene.place(edge.callee()).id(), edge.confidence(), Math::max);
        }
        for (Place place : scene.places.values()) place.waitsForCallees(scene.waiting(place));
        return scene;
    }

    /** 0–1: how surely calls of a place take longer than they did. */
    private double waiting(Place caller) {
        return calleesOf(caller).stream()
                .mapToDouble(callee -> callee.rise(Aspect.DEPENDENCY_LATENCY, caller))
                .max()
                .orElse(0);
    }

    private Place place(Resource resource) {
        return places.computeIfAbsent(resource.owner().id(), id -> new Place(resource.owner()));
    }

    /** A pod needs its node as a caller needs its callee. */
    private void host(Resource resource) {
        String node = resource.node();
        if (node != null && !resource.namesNode()) link(resource, Resource.node(node));
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

    Travel travel() {
        return travel;
    }

    SharedThings shared() {
        return shared;
    }

    /** All places that have a name; what is known of no place in particular can be no cause. */
    Collection<Place> places() {
        return places.values().stream().filter(place -> place.resource().name() != null).toList();
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

    /** What log lines say by name of a place, strongest first; read once. */
    List<LogFact> logFacts(Place place) {
        if (logFacts == null) logFacts = LogFact.all(this);
        return logFacts.getOrDefault(place, List.of());
    }

    /** Where the time of the spans went, split so much sooner than the onset; reckoned once. */
    SpanTimes spanTimes(Duration sooner) {
        return spanTimes.computeIfAbsent(sooner, s -> new SpanTimes(this, s));
    }

    /** Minutes of which log lines are known, before ([0]) and since ([1]) a time. */
    int[] loggedMinutes(Instant split) {
        if (loggedMinutes.isEmpty())
            for (LogLine line : facts.logs()) loggedMinutes.add(line.time().getEpochSecond() / 60);
        int before = loggedMinutes.headSet(split.getEpochSecond() / 60).size();
        return new int[] {before, loggedMinutes.size() - before};
    }

    /** The series a shift was measured on. */
    Series series(Metric metric) {
        return requireNonNull(series.get(metric), metric.id());
    }

    /** An order of events finer than this is no evidence. */
    Duration tolerance() {
        return step.multipliedBy(2);
    }

    /** 0–1: how sure it is that a place is a thing of its own and not another's shadow. */
    double sure(Place place) {
        return sureness.getOrDefault(place.id(), 1.0);
    }

    /** Where detection says that it hurts; empty when nothing was raised. */
    List<Place> hurting() {
        return alarmed().stream()
                .filter(
                        place ->
                                place.symptom() > 0
                                        || place.isNode()
                                        || place.rise(Aspect.QUEUE) > 0
                                        || place.shifts().isEmpty())
                .toList();
    }

    /** Places of which something harmful was raised, measured or not. */
    List<Place> alarmed() {
        Set<String> ids = new LinkedHashSet<>();
        for (Anomaly anomaly : facts.anomalies())
            if (anomaly.hurts()) ids.add(anomaly.metric().resource().owner().id());
        return named(ids).stream().filter(place -> place.resource().name() != null).toList();
    }

    /** What sort of thing was raised. */
    List<Aspect> alarmedAspects() {
        return facts.anomalies().stream()
                .filter(Anomaly::hurts)
                .map(anomaly -> Aspect.of(anomaly.metric()))
                .distinct()
                .toList();
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
}
