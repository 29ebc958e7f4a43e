package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.finding.FaultKind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** All that moved at one place, each from 0 (nothing) to 1 (beyond doubt). */
final class Signals {
    final Scene scene;
    final Place place;
    final double memory;
    final double cpu;
    final double errors;
    final double latency;
    final double load;
    final double queue;
    final double connections;
    final double cache;
    final double disk;
    final double volume;
    final double packets;
    final double down;
    final double deploy;
    final double config;
    private final Map<FaultKind, Double> named = new EnumMap<>(FaultKind.class);

    Signals(Scene scene, Place place) {
        this.scene = scene;
        this.place = place;
        memory = place.rise(Aspect.MEMORY);
        cpu = Math.max(place.strain(Aspect.CPU), place.strain(Aspect.THROTTLING));
        errors = errors(place);
        latency = latency(place);
        load = place.rise(Aspect.LOAD);
        queue = place.rise(Aspect.QUEUE);
        connections = place.strain(Aspect.CONNECTIONS);
        cache = place.fall(Aspect.CACHE);
        disk = place.rise(Aspect.DISK);
        volume = place.rise(Aspect.VOLUME);
        packets = place.rise(Aspect.PACKETS);
        down = down(place);
        deploy = change(Change.Kind.DEPLOY);
        config = Math.max(change(Change.Kind.CONFIG), change(Change.Kind.FLAG));
        for (KubernetesFact fact : KubernetesFact.about(scene, place))
            named.merge(fact.kind(), fact.strength(), Math::max);
        for (LogFact fact : scene.logFacts(place))
            named.merge(fact.kind(), fact.strength(), Math::max);
    }

    private double change(Change.Kind kind) {
        Optional<Change> latest = RecentChangeEvidence.latest(scene, place, kind);
        return latest.isPresent() ? 1 : 0;
    }

    /** What events and log lines say about a kind by name. */
    double named(FaultKind kind) {
        return named.getOrDefault(kind, 0.0);
    }

    /** What callers feel. */
    double symptom() {
        return Math.max(Math.max(errors, latency), down);
    }

    /** The same of any place, without looking at its logs and events. */
    static double symptom(Place place) {
        return Math.max(Math.max(errors(place), latency(place)), down(place));
    }

    private static double errors(Place place) {
        double own = Math.max(place.rise(Aspect.ERRORS), place.fall(Aspect.SUCCESS));
        return Math.max(own, place.rise(Aspect.DEPENDENCY_ERRORS));
    }

    private static double latency(Place place) {
        return Math.max(place.rise(Aspect.LATENCY), place.rise(Aspect.DEPENDENCY_LATENCY));
    }

    private static double down(Place place) {
        return Math.max(place.fall(Aspect.AVAILABLE), place.rise(Aspect.UNAVAILABLE));
    }

    /** Any resource that ran short: then a deploy is at most the reason behind the reason. */
    double exhausted() {
        double own = Math.max(Math.max(memory, disk), Math.max(volume, connections));
        return Math.max(own, Math.max(queue, named(FaultKind.MEMORY)));
    }

    boolean loadFromCallers() {
        return scene.travel().loadFollowsCaller(place);
    }

    /** The load of every caller stayed, while the load here rose. */
    boolean loadFromNowhere() {
        return load > 0.3 && !scene.callersOf(place).isEmpty() && !loadFromCallers();
    }

    /** Callers send more although they get no more: they try again. */
    boolean callersTryAgain() {
        return loadFromNowhere() && place.rise(Aspect.DEPENDENCY_LOAD) > 0.3;
    }

    /** How many other places on the same node suffer while their own load did not rise. */
    long sufferingNeighbours() {
        return scene.calleesOf(place).stream()
                .filter(Place::isNode)
                .flatMap(node -> scene.callersOf(node).stream())
                .distinct()
                .filter(other -> other != place && !scene.calls(other, place))
                .filter(other -> other.trouble() > 0.2 && other.rise(Aspect.LOAD) < 0.3)
                .count();
    }

    /** How many other places carry more load together with this one. */
    long sharingTheLoad() {
        return scene.places().stream()
                .filter(other -> other != place && other.rise(Aspect.LOAD) > 0.3)
                .count();
    }

    /** 0–1: the node is in trouble, and more than one place on it suffers. */
    double crowded() {
        if (sufferingNeighbours() == 0) return 0;
        return scene.calleesOf(place).stream()
                .filter(Place::isNode)
                .mapToDouble(Place::trouble)
                .max()
                .orElse(0);
    }

    boolean isHog() {
        return scene.shared().isHog(place);
    }
}
