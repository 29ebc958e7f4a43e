package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The cause of what was raised must reach it: along calls, through places that show the same kind
 * of trouble.
 *
 * <p>The strength of a place is the best chain from an alarmed place down to it, where a chain is
 * as strong as its weakest hop, and a hop as strong as the callee's trouble explains the caller's.
 * Where the places between are not measured, a place that shows what was raised counts {@value
 * #UNMEASURED} of it. A place in trouble that no chain reaches has a story of its own: −½. Without
 * an alarm, or without edges, there is no clue. Cost: edges × log.
 */
final class AlarmEvidence extends SceneEvidence {
    private static final double UNMEASURED = 0.4;

    @Override
    public String kind() {
        return "alarm_path";
    }

    @Override
    List<Clue> examine(Scene scene) {
        List<Place> hurting = scene.hurting().isEmpty() ? scene.alarmed() : scene.hurting();
        if (hurting.isEmpty() || !scene.hasGraph()) return List.of();
        List<Aspect> aspects = scene.alarmedAspects();
        Map<Place, Double> reached = reached(scene, hurting);
        List<Clue> clues = new ArrayList<>();
        for (Place place : scene.places()) {
            if (place.trouble() <= 0) continue;
            double strength =
                    Math.max(
                            reached.getOrDefault(place, 0.0),
                            UNMEASURED * unmeasured(scene, hurting, aspects, place));
            // Machines host many stories: that one is not part of this says nothing against it.
            if (place.isNode() && strength <= 0.05) continue;
            // Nor needs trouble a chain to where it was raised.
            if (hurting.contains(place) && strength <= 0.05) continue;
            clues.add(
                    about(
                            place.resource(),
                            strength > 0.05 ? strength : -0.5,
                            words(place, hurting, strength),
                            "graph " + place.id()));
        }
        return clues;
    }

    /**
     * 0–1: how surely a place that an alarmed one calls, perhaps through places of which nothing is
     * measured, shows the kind of symptom that was raised: failing, or waiting.
     */
    private static double unmeasured(
            Scene scene, List<Place> hurting, List<Aspect> aspects, Place place) {
        if (hurting.stream().noneMatch(alarmed -> scene.calls(alarmed, place))) return 0;
        double symptom = 0;
        for (Aspect aspect : aspects)
            if (aspect.role() == Aspect.Role.SYMPTOM)
                symptom = Math.max(symptom, place.symptom(aspect != Aspect.LATENCY));
        return symptom;
    }

    /** Widest paths, as in Dijkstra's algorithm with the minimum in place of the sum. */
    private static Map<Place, Double> reached(Scene scene, List<Place> hurting) {
        Map<Place, Double> width = new LinkedHashMap<>();
        Deque<Place> open = new ArrayDeque<>();
        for (Place place : hurting) {
            boolean isShared = place.isNode() || place.rise(Aspect.QUEUE) > 0;
            double felt = isShared ? place.trouble() : place.symptom();
            width.put(place, Math.max(felt, place.shifts().isEmpty() ? 1 : 0));
            open.add(place);
        }
        while (!open.isEmpty()) {
            Place caller = open.removeFirst();
            double sofar = width.getOrDefault(caller, 0.0);
            for (Place callee : scene.calleesOf(caller))
                widen(width, open, callee, Math.min(sofar, scene.travel().felt(callee, caller)));
            scene.shared()
                    .culpritOf(caller)
                    .ifPresent(
                            behind ->
                                    widen(width, open, behind, Math.min(sofar, behind.trouble())));
        }
        return width;
    }

    /** Only wider ways are followed, and widths are bounded, so this ends. */
    private static void widen(
            Map<Place, Double> width, Deque<Place> open, Place to, double through) {
        if (through <= width.getOrDefault(to, 0.0) + 1e-9) return;
        width.put(to, through);
        open.addLast(to);
    }

    private static Words words(Place place, List<Place> hurting, double strength) {
        String name = Phrase.name(place.resource());
        String alarmed = Phrase.name(hurting.getFirst().resource());
        return strength > 0.05
                ? new Words(
                        "trouble of the same kind leads from %s down to %s"
                                .formatted(alarmed, name),
                        "同类异常从 %s 一路向下传到 %s".formatted(alarmed, name))
                : new Words(
                        "no chain of calls carries the trouble of %s to %s"
                                .formatted(name, alarmed),
                        "没有调用链能把 %s 的异常传到 %s".formatted(name, alarmed));
    }
}
