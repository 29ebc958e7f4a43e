package io.sreagent.analysis.cause;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How trouble travels along the calls of a scene: waiting and failing from a callee up to its
 * callers, load from a caller down to its callees.
 */
final class Travel {
    /** Share of failures that overload does not bring about. */
    private static final double GONE = 0.9;

    private final Scene scene;

    Travel(Scene scene) {
        this.scene = scene;
    }

    /**
     * The callee, if any, that explains a place's trouble: its own symptom is as strong and did not
     * come later.
     */
    Optional<Place> explanation(Place place) {
        return scene.calleesOf(place).stream()
                .filter(callee -> explains(callee, place))
                .max(Comparator.comparingDouble(callee -> felt(callee, place)));
    }

    /**
     * Whether calls to several callees fail for one caller alone: then it is the caller that cannot
     * reach them, resolve their names or make sense of their answers.
     */
    boolean failsAlone(Place caller) {
        List<Place> failing =
                scene.calleesOf(caller).stream()
                        .filter(callee -> callee.rise(Aspect.DEPENDENCY_ERRORS, caller) > 0.3)
                        .toList();
        return failing.size() > 1
                && failing.stream().allMatch(callee -> isFineForOthers(callee, caller));
    }

    private boolean isFineForOthers(Place callee, Place caller) {
        double own = Math.max(callee.rise(Aspect.ERRORS), callee.fall(Aspect.SUCCESS));
        double gone = Math.max(callee.fall(Aspect.AVAILABLE), callee.rise(Aspect.UNAVAILABLE));
        return Math.max(own, gone) < 0.3
                && scene.callersOf(callee).stream()
                        .filter(other -> other != caller)
                        .allMatch(other -> callee.rise(Aspect.DEPENDENCY_ERRORS, other) < 0.3);
    }

    boolean explains(Place callee, Place caller) {
        if (callee.isNode()
                && scene.shared().hogOf(callee).filter(hog -> hog == caller).isPresent())
            return false;
        if (felt(callee, caller) < 0.1) return false;
        // Load travels down: a callee that suffers from what this caller sends explains nothing.
        // One that answers nobody is not overloaded, it is gone; what came besides tries again.
        boolean isGone = !callee.isNode() && callee.lost(true) > GONE;
        boolean carries = !isGone && (callee.isNode() || callee.rise(Aspect.LOAD) > 0.3);
        if (carries && caller.rise(Aspect.LOAD) > 0.3) return false;
        Instant first = callee.since().orElse(scene.onset());
        Instant second = caller.since().orElse(first);
        return !first.isAfter(second.plus(scene.tolerance()));
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
        return scene.sure(callee) * Math.max(seen, Math.max(failing, waiting));
    }

    /** Half is enough: a caller calls more than once, and adds waiting of its own. */
    private static double enough(double callee, double caller) {
        return caller > 0 && callee > 0 ? Math.min(1, 2 * callee / caller) : 1;
    }

    /**
     * 0–1: how much of what the callers of a place lost it can have cost them; ½ when none of them
     * minds, 1 when nobody calls it or nothing is known of how much they lost.
     */
    double burden(Place place) {
        List<Place> callers = scene.callersOf(place);
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
     * Whether the place's load only follows that of a caller, which must have grown about as much,
     * or is what a cache let through.
     */
    boolean loadFollowsCaller(Place place) {
        if (isLoadOfLostCache(place)) return true;
        double grown = place.growth(Aspect.LOAD) - 1;
        return place.rise(Aspect.LOAD) > 0.3
                && scene.callersOf(place).stream()
                        .filter(caller -> caller.rise(Aspect.LOAD) > 0.3)
                        .anyMatch(caller -> caller.growth(Aspect.LOAD) - 1 >= 0.4 * grown);
    }

    /** Callers ask here for what a cache of theirs no longer has. */
    private boolean isLoadOfLostCache(Place place) {
        boolean more = Math.max(place.rise(Aspect.LOAD), place.rise(Aspect.DEPENDENCY_LOAD)) > 0.3;
        return more
                && scene.callersOf(place).stream()
                        .flatMap(caller -> scene.calleesOf(caller).stream())
                        .anyMatch(other -> other != place && other.fall(Aspect.CACHE) > 0.3);
    }
}
