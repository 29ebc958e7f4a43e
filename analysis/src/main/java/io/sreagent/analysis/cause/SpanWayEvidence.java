package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Calls that take longer at the caller than at the callee spend the difference on the way. When all
 * ways to and from one place grew, its network is at fault; a place with one slow way among many is
 * merely at the other end. {@code strength = mean over the ways of the growth, each 0–1}.
 */
final class SpanWayEvidence extends SceneEvidence {

    @Override
    public String kind() {
        return "span_way";
    }

    @Override
    List<Clue> examine(Scene scene) {
        if (scene.facts().spans().isEmpty()) return List.of();
        List<Clue> clues = new ArrayList<>();
        for (Place place : scene.places()) {
            double strength = 0;
            List<SpanTimes.Slower> ways = List.of();
            for (Duration sooner : Scene.SOONER) {
                List<SpanTimes.Slower> split = scene.spanTimes(sooner).ways(place);
                if (strength(split) <= strength) continue;
                strength = strength(split);
                ways = split;
            }
            if (strength < 0.05) continue;
            clues.add(
                    new Clue(
                            new Candidate(place.resource(), FaultKind.NETWORK),
                            Math.min(1, strength),
                            words(place, ways),
                            "spans " + place.id()));
        }
        return clues;
    }

    private static double strength(List<SpanTimes.Slower> ways) {
        double sum = 0;
        for (SpanTimes.Slower way : ways) sum += Robust.saturate(way.distance(), 3, 4);
        // One way more that stayed as it was: few ways prove less than many.
        return sum / (ways.size() + 0.5);
    }

    private static Words words(Place place, List<SpanTimes.Slower> ways) {
        String name = Phrase.name(place.resource());
        SpanTimes.Slower worst = ways.getFirst();
        long slow = ways.stream().filter(way -> way.distance() > 3).count();
        String before = Phrase.number(worst.before());
        String since = Phrase.number(worst.since());
        return new Words(
                "%d of %d ways to and from %s take longer: %s %s ms instead of %s ms"
                        .formatted(slow, ways.size(), name, worst.what(), since, before),
                "%s 的 %d 条往来链路中有 %d 条变慢：%s 为 %s 毫秒，此前 %s 毫秒"
                        .formatted(name, ways.size(), slow, worst.what(), since, before));
    }
}
