package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Which place takes the time of slow requests itself: own time against the time of its children.
 * Without spans there is no clue.
 */
final class SpanEvidence extends SceneEvidence {
    private static final double CHANCE = 3;

    @Override
    public String kind() {
        return "span_self_time";
    }

    @Override
    List<Clue> examine(Scene scene) {
        if (scene.facts().spans().isEmpty()) return List.of();
        List<Clue> clues = new ArrayList<>();
        for (Place place : scene.places()) {
            SpanTimes.Slower worst = null;
            for (Duration sooner : Scene.SOONER)
                for (SpanTimes.Slower each : scene.spanTimes(sooner).own(place))
                    if (worst == null || each.distance() > worst.distance()) worst = each;
            if (worst == null || worst.distance() < CHANCE) continue;
            double strength = Robust.saturate(worst.distance(), CHANCE, 5);
            clues.add(
                    about(
                            place.resource(),
                            strength,
                            words(place, worst),
                            "spans " + place.id() + " " + worst.what()));
        }
        return clues;
    }

    static Words words(Place place, SpanTimes.Slower slower) {
        String name = Phrase.name(place.resource());
        String before = Phrase.number(slower.before());
        String since = Phrase.number(slower.since());
        return new Words(
                "%s itself takes %s ms for %s instead of %s ms"
                        .formatted(name, since, slower.what(), before),
                "%s 自身处理 %s 耗时 %s 毫秒，此前为 %s 毫秒".formatted(name, slower.what(), since, before));
    }
}
