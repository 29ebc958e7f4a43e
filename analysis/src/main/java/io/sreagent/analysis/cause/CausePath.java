package io.sreagent.analysis.cause;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Hop;
import io.sreagent.analysis.finding.Words;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The way trouble took: from the cause through callers that suffer to the outermost of them. The
 * shortest such way, so that each hop is a call that really exists.
 *
 * @param places the cause first
 * @param hops one less, each with the numbers that show the trouble where it arrives
 */
record CausePath(List<Resource> places, List<Hop> hops) {

    static CausePath from(Scene scene, Resource cause) {
        Place start =
                scene.places().stream()
                        .filter(place -> place.id().equals(cause.id()))
                        .findFirst()
                        .orElse(null);
        if (start == null) return new CausePath(List.of(cause), List.of());
        List<Place> way = way(scene, start);
        List<Hop> hops = new ArrayList<>();
        for (int i = 1; i < way.size(); i++) hops.add(hop(scene, way.get(i - 1), way.get(i)));
        return new CausePath(way.stream().map(Place::resource).toList(), hops);
    }

    private static List<Place> way(Scene scene, Place start) {
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
        List<Place> way = new ArrayList<>();
        for (Place place = farthest; place != start; place = requireNonNull(cameFrom.get(place)))
            way.addFirst(place);
        way.addFirst(start);
        return way;
    }

    /** Those who need the place, and the node or queue whose shortage it is behind. */
    private static List<Place> onward(Scene scene, Place place) {
        List<Place> onward = new ArrayList<>(scene.callersOf(place));
        for (Place shared : scene.calleesOf(place))
            if (scene.shared().culpritOf(shared).filter(culprit -> culprit == place).isPresent())
                onward.add(shared);
        return onward;
    }

    private static Hop hop(Scene scene, Place from, Place to) {
        Shift shown = to.worst(true).or(to::worst).orElse(null);
        Words numbers =
                shown == null
                        ? new Words("it is in trouble as well", "它也出现异常")
                        : RobustShiftEvidence.words(shown);
        Words tie = tie(scene, from, to);
        return new Hop(
                from.resource(),
                to.resource(),
                new Words(tie.en() + ": " + numbers.en(), tie.zh() + "：" + numbers.zh()),
                shown == null ? "" : shown.metric().query());
    }

    private static Words tie(Scene scene, Place from, Place to) {
        String one = Phrase.name(from.resource());
        String other = Phrase.name(to.resource());
        if (from.isNode())
            return new Words("%s runs on %s".formatted(other, one), other + " 运行在 " + one + " 上");
        return scene.calleesOf(to).contains(from)
                ? new Words("%s calls %s".formatted(other, one), other + " 调用 " + one)
                : new Words("%s shares %s".formatted(one, other), one + " 共用 " + other);
    }
}
