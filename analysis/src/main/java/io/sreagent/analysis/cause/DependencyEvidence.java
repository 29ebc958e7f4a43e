package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Trouble travels from a callee to its callers, so the cause is where a walk that follows trouble
 * down the calls comes to rest.
 *
 * <p>The walk is a personalised PageRank: it starts where callers feel trouble, moves to a callee
 * in proportion to the callee's trouble, back to a caller with a tenth of that (so that a wrong
 * edge is no trap), and stays in proportion to how much more trouble a place has than any callee.
 * Kim, Sumbaly and Shah, "Root cause detection in a service-oriented architecture", SIGMETRICS
 * 2013. A place whose trouble a callee explains counts less, unless a resource of its own is short;
 * so does a place whose load only follows its callers' load. Cost: iterations × edges. Without
 * edges there is no clue.
 */
final class DependencyEvidence extends SceneEvidence {
    private static final double BACK = 0.1;
    private static final double RESTART = 0.15;
    private static final int ITERATIONS = 60;

    @Override
    public String kind() {
        return "dependency_position";
    }

    @Override
    List<Clue> examine(Scene scene) {
        if (!scene.hasGraph()) return List.of();
        Map<Place, Double> rank = walk(scene);
        double highest = rank.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        if (highest <= 0) return List.of();
        List<Clue> clues = new ArrayList<>();
        for (Place place : scene.places()) {
            double trouble = place.trouble();
            List<Place> callers = scene.callersOf(place);
            boolean alone = callers.isEmpty() && scene.calleesOf(place).isEmpty();
            if (trouble <= 0 || alone) continue;
            Optional<Place> callee = scene.travel().explanation(place);
            double explained =
                    callee.map(c -> Math.min(1, scene.travel().felt(c, place) / trouble))
                                    .orElse(0.0)
                            * (1 - 0.5 * place.shortage());
            if (scene.shared().culpritOf(place).isPresent()) explained = 0.8;
            if (scene.travel().loadFollowsCaller(place)) explained = Math.max(explained, 0.9);
            double reached = Objects.requireNonNull(rank.get(place)) / highest;
            // Nobody who calls it minds: then it may be broken, but it is not the story told here.
            boolean harmless =
                    !callers.isEmpty()
                            && !scene.shared().isHog(place)
                            && !scene.shared().lagsBehind(place)
                            && callers.stream().allMatch(caller -> caller.trouble() <= 0);
            if (harmless) reached *= 0.5;
            clues.add(
                    about(
                            place.resource(),
                            (0.3 * trouble + 0.7 * reached) * scene.sure(place) - explained,
                            words(scene, place, callee),
                            "graph " + place.id()));
        }
        return clues;
    }

    private static Map<Place, Double> walk(Scene scene) {
        Map<Place, Double> start = new LinkedHashMap<>();
        List<Place> hurting = scene.hurting();
        double sum = 0;
        for (Place place : scene.places()) {
            double felt = hurting.isEmpty() || hurting.contains(place) ? place.symptom() : 0;
            start.put(place, felt);
            sum += felt;
        }
        if (sum <= 0) {
            for (Place place : scene.places()) {
                start.put(place, place.trouble());
                sum += place.trouble();
            }
        }
        if (sum <= 0) return Map.of();
        double total = sum;
        start.replaceAll((place, value) -> value / total);
        Map<Place, Double> now = start;
        for (int i = 0; i < ITERATIONS; i++) now = step(scene, now, start);
        return now;
    }

    private static Map<Place, Double> step(
            Scene scene, Map<Place, Double> now, Map<Place, Double> start) {
        Map<Place, Double> next = new LinkedHashMap<>();
        start.forEach((place, value) -> next.put(place, RESTART * value));
        now.forEach(
                (place, mass) -> {
                    Map<Place, Double> ways = ways(scene, place);
                    double sum = ways.values().stream().mapToDouble(Double::doubleValue).sum();
                    ways.forEach(
                            (to, weight) ->
                                    next.merge(
                                            to, (1 - RESTART) * mass * weight / sum, Double::sum));
                });
        return next;
    }

    private static Map<Place, Double> ways(Scene scene, Place place) {
        Map<Place, Double> ways = new LinkedHashMap<>();
        double below = 0;
        for (Place callee : scene.calleesOf(place)) {
            // Load travels down, so trouble that came with it does not point down.
            double weight =
                    scene.travel().felt(callee, place)
                            * (scene.travel().loadFollowsCaller(callee) ? BACK : 1);
            ways.put(callee, weight);
            below = Math.max(below, weight);
        }
        Place culprit = scene.shared().culpritOf(place).orElse(null);
        if (culprit != null) {
            ways.put(culprit, culprit.trouble());
            below = Math.max(below, culprit.trouble());
        }
        for (Place caller : scene.callersOf(place))
            ways.merge(caller, BACK * caller.trouble(), Double::sum);
        ways.merge(place, Math.max(1e-3, place.trouble() - below), Double::sum);
        return ways;
    }

    private static Words words(Scene scene, Place place, Optional<Place> callee) {
        String name = Phrase.name(place.resource());
        if (callee.isPresent()) {
            String other = Phrase.name(callee.get().resource());
            return new Words(
                    "%s calls %s, which is in trouble itself".formatted(name, other),
                    "%s 调用了 %s，而后者自身已异常".formatted(name, other));
        }
        int callees = scene.calleesOf(place).size();
        long callers =
                scene.callersOf(place).stream().filter(caller -> caller.trouble() > 0).count();
        return new Words(
                "none of the %d callees of %s explains its trouble; %d callers suffer with it"
                        .formatted(callees, name, callers),
                "%2$s 的 %1$d 个下游都不能解释其异常；有 %3$d 个上游随之受损".formatted(callees, name, callers));
    }
}
