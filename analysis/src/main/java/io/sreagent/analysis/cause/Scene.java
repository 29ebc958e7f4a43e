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
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** Share of failures that overload does not bring about. */
    private static final double GONE = 0.9;

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

    /**
     * The callee, if any, that explains a place's trouble: its own symptom is as strong and did not
     * come later.
     */
    Optional<Place> explanation(Place place) {
        return calleesOf(place).stream()
                .filter(callee -> explains(callee, place))
                .max(Comparator.comparingDouble(callee -> felt(callee, place)));
    }

    /**
     * Whether calls to several callees fail for one caller alone: then it is the caller that cannot
     * reach them, resolve their names or make sense of their answers.
     */
    boolean failsAlone(Place caller) {
        List<Place> failing =
                calleesOf(caller).stream()
                        .filter(callee -> callee.rise(Aspect.DEPENDENCY_ERRORS, caller) > 0.3)
                        .toList();
        return failing.size() > 1
                && failing.stream().allMatch(callee -> isFineForOthers(callee, caller));
    }

    private boolean isFineForOthers(Place callee, Place caller) {
        double own = Math.max(callee.rise(Aspect.ERRORS), callee.fall(Aspect.SUCCESS));
        double gone = Math.max(callee.fall(Aspect.AVAILABLE), callee.rise(Aspect.UNAVAILABLE));
        return Math.max(own, gone) < 0.3
                && callersOf(callee).stream()
                        .filter(other -> other != caller)
                        .allMatch(other -> callee.rise(Aspect.DEPENDENCY_ERRORS, other) < 0.3);
    }

    boolean explains(Place callee, Place caller) {
        if (callee.isNode() && hogOf(callee).filter(hog -> hog == caller).isPresent()) return false;
        if (felt(callee, caller) < 0.1) return false;
        // Load travels down: a callee that suffers from what this caller sends explains nothing.
        // One that answers nobody is not overloaded, it is gone; what came besides tries again.
        boolean isGone = !callee.isNode() && callee.lost(true) > GONE;
        boolean carries = !isGone && (callee.isNode() || callee.rise(Aspect.LOAD) > 0.3);
        if (carries && caller.rise(Aspect.LOAD) > 0.3) return false;
        Instant first = callee.since().orElse(onset);
        Instant second = caller.since().orElse(first);
        return !first.isAfter(second.plus(tolerance()));
    }

    /**
     * 0–1: how much of a caller's trouble a callee explains. Waiting explains waiting and failing
     * explains failing, as far as the callee lost as much as the caller did: two milliseconds more
     * in a database are not why its caller takes half a second longer.
     */
    double felt(Place callee, Place caller) {
        if (callee.isNode()) return callee.trouble();
        if (failsAlone(caller)) return 0;
        double failing =
                Math.min(
                        callee.symptom(true) * enough(callee.lost(true), caller.lost(true)),
                        Math.max(caller.symptom(true), caller.symptom(false)));
        double waiting =
                callee.symptom(false)
                        * enough(callee.lost(false), caller.lost(false))
                        * Math.max(caller.symptom(false), 0.4 * caller.symptom(true));
        double seen =
                Math.max(
                        callee.fall(Aspect.CACHE),
                        Math.max(
                                callee.rise(Aspect.DEPENDENCY_ERRORS),
                                callee.rise(Aspect.DEPENDENCY_LATENCY)));
        return sure(callee) * Math.max(seen, Math.max(failing, waiting));
    }

    /** Half is enough: a caller calls more than once, and adds waiting of its own. */
    private static double enough(double callee, double caller) {
        return caller > 0 && callee > 0 ? Math.min(1, 2 * callee / caller) : 1;
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

    /**
     * 0–1: how much of what the callers of a place lost it can have cost them; ½ when none of them
     * minds, 1 when nobody calls it or nothing is known of how much they lost.
     */
    double burden(Place place) {
        List<Place> callers = callersOf(place);
        if (callers.isEmpty()) return 1;
        double burden = 0;
        boolean minds = false;
        for (Place caller : callers) {
            if (caller.trouble() <= 0) continue;
            minds = true;
            double waiting = enough(place.lost(false), caller.lost(false));
            double failing = enough(place.lost(true), caller.lost(true));
            burden = Math.max(burden, Math.min(waiting, failing));
        }
        return minds ? burden : 0.5;
    }

    /**
     * Who is behind the shortage of something shared: of a node the hog, of a queue the consumer
     * that no longer keeps up.
     */
    Optional<Place> culpritOf(Place shared) {
        return shared.isNode() ? hogOf(shared) : slowConsumerOf(shared);
    }

    private Optional<Place> slowConsumerOf(Place queue) {
        if (queue.rise(Aspect.QUEUE) < 0.3) return Optional.empty();
        return callersOf(queue).stream()
                .filter(place -> place.strained() > 0.3)
                // Who puts more in than before is no consumer.
                .filter(place -> queue.rise(Aspect.DEPENDENCY_LOAD, place) < 0.3)
                .max(Comparator.comparingDouble(Place::strained));
    }

    /** Whether a queue grows because a place takes too slowly from it. */
    boolean lagsBehind(Place place) {
        return calleesOf(place).stream()
                .anyMatch(queue -> slowConsumerOf(queue).filter(slow -> slow == place).isPresent());
    }

    /** The place that took what a node has without having more to do, if there is one. */
    Optional<Place> hogOf(Place node) {
        return callersOf(node).stream()
                .filter(place -> takes(place, node) > 0.4)
                .max(Comparator.comparingDouble(place -> takes(place, node)));
    }

    /** 0–1: how surely a place takes the processors or the disk of the node it runs on. */
    private static double takes(Place place, Place node) {
        double cpu = place.rise(Aspect.CPU) * (1 - place.rise(Aspect.LOAD));
        double disk = Math.min(place.rise(Aspect.DISK), node.rise(Aspect.DISK));
        return Math.max(cpu, disk);
    }

    /** Whether a place took the CPU of a node it runs on. */
    boolean isHog(Place place) {
        return calleesOf(place).stream()
                .filter(Place::isNode)
                .anyMatch(node -> hogOf(node).filter(hog -> hog == place).isPresent());
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

    /**
     * Whether the place's load only follows that of a caller, which must have grown about as much,
     * or is what a cache let through.
     */
    boolean loadFollowsCaller(Place place) {
        if (isLoadOfLostCache(place)) return true;
        double grown = place.growth(Aspect.LOAD) - 1;
        return place.rise(Aspect.LOAD) > 0.3
                && callersOf(place).stream()
                        .filter(caller -> caller.rise(Aspect.LOAD) > 0.3)
                        .anyMatch(caller -> caller.growth(Aspect.LOAD) - 1 >= 0.4 * grown);
    }

    /** Callers ask here for what a cache of theirs no longer has. */
    private boolean isLoadOfLostCache(Place place) {
        boolean more = Math.max(place.rise(Aspect.LOAD), place.rise(Aspect.DEPENDENCY_LOAD)) > 0.3;
        return more
                && callersOf(place).stream()
                        .flatMap(caller -> calleesOf(caller).stream())
                        .anyMatch(other -> other != place && other.fall(Aspect.CACHE) > 0.3);
    }
}
