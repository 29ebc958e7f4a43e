package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the time of requests went, split by before and since the onset.
 *
 * <p>A span's own time is its duration less that of its children at the same place; what a call
 * takes longer at the caller than at the callee is the way between the two. Children that overlap
 * are not subtracted twice below zero. Cost: spans.
 */
final class SpanTimes {
    /** Milliseconds before ([0]) and since ([1]) the onset. */
    private record Sides(List<Double> before, List<Double> since) {
        static Sides empty() {
            return new Sides(new ArrayList<>(), new ArrayList<>());
        }

        void add(boolean early, double millis) {
            (early ? before : since).add(millis);
        }
    }

    /**
     * How much longer something takes.
     *
     * @param what the operation, or the two ends of the way
     * @param before median in milliseconds
     * @param since upper quartile since the onset in milliseconds
     * @param distance in robust standard deviations of the logarithm
     * @param count how often it was seen since the onset
     */
    record Slower(String what, double before, double since, double distance, int count) {}

    private final Map<Place, Map<String, Sides>> own = new LinkedHashMap<>();
    private final Map<Place, Minutes> counts = new HashMap<>();
    private final Map<Place, Map<String, Sides>> ways = new LinkedHashMap<>();

    /**
     * @param sooner how long before the onset to split
     */
    SpanTimes(Scene scene, Duration sooner) {
        Instant split = scene.onset().minus(sooner);
        Map<String, Place> places = new HashMap<>();
        for (Place place : scene.places()) places.put(place.id(), place);
        Map<String, Span> byId = new HashMap<>();
        for (Span span : scene.facts().spans()) byId.put(span.spanId(), span);
        Map<String, Double> children = new HashMap<>();
        Set<String> calls = new HashSet<>();
        for (Span span : scene.facts().spans()) {
            Span parent = span.parentId() == null ? null : byId.get(span.parentId());
            if (parent == null) continue;
            children.merge(parent.spanId(), millis(span), Double::sum);
            Place caller = places.get(parent.resource().owner().id());
            Place callee = places.get(span.resource().owner().id());
            if (caller == null || callee == null || caller == callee) continue;
            boolean early = span.start().isBefore(split);
            double way = Math.max(0.1, millis(parent) - millis(span));
            calls.add(parent.spanId());
            String ends = caller.id() + " → " + callee.id();
            add(ways, caller, ends, early, way);
            add(ways, callee, ends, early, way);
        }
        for (Span span : scene.facts().spans()) {
            Place place = places.get(span.resource().owner().id());
            // What remains of a call to another place is the way there, not time of its own.
            if (place == null || calls.contains(span.spanId())) continue;
            double self = millis(span) - children.getOrDefault(span.spanId(), 0.0);
            boolean early = span.start().isBefore(split);
            add(own, place, span.operation(), early, Math.max(0.1, self));
            counts.computeIfAbsent(place, p -> new Minutes()).add(span.start(), early);
        }
    }

    private static double millis(Span span) {
        return span.duration().toNanos() / 1e6;
    }

    private static void add(
            Map<Place, Map<String, Sides>> to, Place place, String what, boolean early, double ms) {
        to.computeIfAbsent(place, p -> new LinkedHashMap<>())
                .computeIfAbsent(what, w -> Sides.empty())
                .add(early, ms);
    }

    /** How many spans of its own a place had. */
    Minutes counts(Place place) {
        return counts.getOrDefault(place, new Minutes());
    }

    /** Operations whose own time grew, most first. */
    List<Slower> own(Place place) {
        return slower(own.getOrDefault(place, Map.of()));
    }

    /** Ways to callers and callees that take longer, most first; the others too, with less. */
    List<Slower> ways(Place place) {
        return slower(ways.getOrDefault(place, Map.of()));
    }

    private static List<Slower> slower(Map<String, Sides> all) {
        List<Slower> slower = new ArrayList<>();
        all.forEach(
                (what, sides) -> {
                    if (sides.before().size() < 3 || sides.since().size() < 2) return;
                    double[] past = logs(sides.before());
                    double[] now = logs(sides.since());
                    double median = Robust.quantile(past, 0.5);
                    double spread =
                            (Robust.quantile(past, 0.75) - Robust.quantile(past, 0.25)) / 1.349;
                    double level = Robust.quantile(now, 0.75);
                    // A tenth of a magnitude of natural logs is what timing noise amounts to.
                    double distance = (level - median) / Math.max(spread, 0.25);
                    slower.add(
                            new Slower(
                                    what, Math.exp(median), Math.exp(level), distance, now.length));
                });
        slower.sort((a, b) -> Double.compare(b.distance(), a.distance()));
        return slower;
    }

    private static double[] logs(List<Double> values) {
        double[] logs = values.stream().mapToDouble(Math::log).toArray();
        return Robust.sorted(logs, 0, logs.length);
    }
}
