package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * What is farthest from its own past is most likely broken. Resources and symptoms are two kinds of
 * evidence: a shortage stays where it arises, a symptom travels. The strength compares places on a
 * logarithmic scale: being 200 spreads out instead of 20 says about as much as 20 instead of 2.
 */
final class RobustShiftEvidence extends SceneEvidence {
    /** A distance of this many spreads counts as strong as it gets. */
    private static final double STRONGEST = 100;

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
        for (Place place : scene.places()) {
            Shift worst = place.worst(side == Side.SYMPTOM).orElse(null);
            if (worst == null) continue;
            double strength =
                    Math.log(worst.harm() / Shift.CHANCE) / Math.log(STRONGEST / Shift.CHANCE);
            if (side == Side.RESOURCE) strength *= worst.importance();
            clues.add(about(place.resource(), strength, words(worst), worst.metric().query()));
        }
        return clues;
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
