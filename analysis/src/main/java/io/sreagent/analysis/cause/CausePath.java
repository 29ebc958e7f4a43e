package io.sreagent.analysis.cause;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Resource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way trouble took: from the cause through callers that suffer to the outermost of them. The
 * shortest such way, so that each hop is a call that really exists.
 */
final class CausePath {
    private CausePath() {}

    static List<Resource> from(Scene scene, Resource cause) {
        Place start =
                scene.places().stream()
                        .filter(place -> place.id().equals(cause.id()))
                        .findFirst()
                        .orElse(null);
        if (start == null) return List.of(cause);
        Map<Place, Place> cameFrom = new HashMap<>();
        Deque<Place> open = new ArrayDeque<>(List.of(start));
        Place farthest = start;
        cameFrom.put(start, start);
        while (!open.isEmpty()) {
            Place place = open.removeFirst();
            // Breadth first: the last one reached is farthest out.
            farthest = place;
            for (Place next : onward(scene, place)) {
                if (next.trouble() < 0.1 || cameFrom.containsKey(next)) continue;
                cameFrom.put(next, place);
                open.addLast(next);
            }
        }
        List<Resource> path = new ArrayList<>();
        for (Place place = farthest; place != start; place = requireNonNull(cameFrom.get(place)))
            path.addFirst(place.resource());
        path.addFirst(start.resource());
        return path;
    }

    /** Those who need the place, and the node or queue whose shortage it is behind. */
    private static List<Place> onward(Scene scene, Place place) {
        List<Place> onward = new ArrayList<>(scene.callersOf(place));
        for (Place shared : scene.calleesOf(place))
            if (scene.shared().culpritOf(shared).filter(culprit -> culprit == place).isPresent())
                onward.add(shared);
        return onward;
    }
}
