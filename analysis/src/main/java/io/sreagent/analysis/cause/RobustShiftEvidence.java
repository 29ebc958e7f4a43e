package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is farthest from its own past is most likely broken. Resources and symptoms are two kinds of
 * evidence: a shortage stays where it arises, a symptom travels. The strength compares places on a
 * logarithmic scale: being 200 spreads out instead of 20 says about as much as 20 instead of 2.
 */
final class RobustShiftEvidence extends SceneEvidence {
    /** A distance of this many spreads counts as strong as it gets. */
    private static final double STRONGEST = 100;

    private static final int LEAST_PLACES = 5;

    /** What to look at: resources of a place's own, or what its callers feel. */
    enum Side {
        RESOURCE,
        SYMPTOM
    }

    private final Side side;

    RobustShiftEvidence(Side side) {
        this.side = side;
    }

    @Override
    public String kind() {
        return side == Side.RESOURCE ? "resource_shift" : "symptom_shift";
    }

    @Override
    List<Clue> examine(Scene scene) {
        List<Clue> clues = new ArrayList<>();
        Set<Place> nearest = nearest(scene);
        for (Place place : scene.places()) {
            Shift worst = place.largest(side == Side.SYMPTOM).orElse(null);
            if (worst == null) continue;
            if (worst.harm() <= Shift.CHANCE && !nearest.contains(place)) continue;
            double strength =
                    Math.log(worst.harm() / Shift.CHANCE) / Math.log(STRONGEST / Shift.CHANCE);
            if (side == Side.RESOURCE) strength *= worst.importance();
            clues.add(about(place.resource(), strength, words(worst), worst.metric().query()));
        }
        return clues;
    }

    /**
     * When next to nothing moved the engine is not sure, and still says where it would look: at the
     * places that moved most.
     */
    private Set<Place> nearest(Scene scene) {
        return scene.places().stream()
                .filter(place -> harm(place) > 0)
                .sorted(Comparator.comparingDouble(this::harm).reversed())
                .limit(LEAST_PLACES)
                .collect(Collectors.toSet());
    }

    private double harm(Place place) {
        return place.largest(side == Side.SYMPTOM).map(Shift::harm).orElse(0.0);
    }

    static Words words(Shift shift) {
        String name = shift.metric().name();
        String where = Phrase.name(shift.metric().resource());
        String times = Phrase.number(Math.abs(shift.distance()));
        return new Words(
                "%s of %s went %s, %s times its usual spread"
                        .formatted(name, where, shift.numbers(), times),
                "%s 的 %s：%s，为平时波动的 %s 倍".formatted(where, name, shift.numbers(), times));
    }
}
