package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who departed first is more likely the cause; whoever came later is less. Differences below the
 * tolerance of the scene (two steps of the coarsest series) are none; when nobody came later than
 * that, order says nothing at all.
 */
final class OnsetOrderEvidence extends SceneEvidence {

    @Override
    public String kind() {
        return "onset_order";
    }

    @Override
    List<Clue> examine(Scene scene) {
        List<Place> departed =
                scene.places().stream().filter(place -> place.since().isPresent()).toList();
        Optional<Instant> first =
                departed.stream()
                        .map(place -> place.since().orElseThrow())
                        .min(Comparator.naturalOrder());
        if (first.isEmpty()) return List.of();
        List<Clue> clues = new ArrayList<>();
        boolean somebodyLater = false;
        for (Place place : departed) {
            Duration late = Duration.between(first.get(), place.since().orElseThrow());
            Duration beyond = late.minus(scene.tolerance());
            boolean later = beyond.isPositive();
            somebodyLater |= later;
            // Half the strength is gone one tolerance later, never all of it: leaks break late.
            double strength =
                    later
                            ? -Robust.saturate(
                                    beyond.toMillis(), 0, 2.0 * scene.tolerance().toMillis())
                            : 0.5;
            clues.add(
                    about(
                            place.resource(),
                            strength,
                            words(place, late, later),
                            place.worst().orElseThrow().metric().query()));
        }
        return somebodyLater ? clues : List.of();
    }

    private static Words words(Place place, Duration late, boolean later) {
        String name = Phrase.name(place.resource());
        Words span = Phrase.span(late);
        return later
                ? new Words(
                        "%s departed %s after the first".formatted(name, span.en()),
                        "%s 比最早的异常晚 %s".formatted(name, span.zh()))
                : new Words(
                        "%s was among the first to depart".formatted(name),
                        "%s 属于最早出现异常的一批".formatted(name));
    }
}
