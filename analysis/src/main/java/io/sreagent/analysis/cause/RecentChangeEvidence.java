package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.finding.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A change on a place shortly before that same place began to suffer speaks against it; a change on
 * a place that shows nothing is innocent, however close in time.
 *
 * <p>{@code strength = weight(kind) · e^(−Δ/20 min) · (1 − coincidence) · trouble}, where Δ is the
 * time from change to departure and {@code coincidence = 1 − e^(−n·W/T)} is how likely one of the
 * place's n changes in the case's span T falls into a window W by chance: whoever deploys every ten
 * minutes proves little by one deploy.
 */
final class RecentChangeEvidence extends SceneEvidence {
    private static final Duration WINDOW = Duration.ofMinutes(60);
    private static final double FADE_MINUTES = 20;

    @Override
    public String kind() {
        return "recent_change";
    }

    @Override
    List<Clue> examine(Scene scene) {
        List<Clue> clues = new ArrayList<>();
        for (Place place : scene.places()) {
            Optional<Change> latest = latest(scene, place);
            if (latest.isEmpty()) continue;
            Change change = latest.get();
            double before = minutesBefore(scene, place, change);
            double guilt = Math.max(place.trouble(), KubernetesFact.strongest(scene, place));
            boolean innocent = guilt < 0.1;
            double strength =
                    innocent
                            ? -0.5
                            : weight(change.kind())
                                    * Math.exp(-Math.max(0, before) / FADE_MINUTES)
                                    * (1 - coincidence(scene, place))
                                    * guilt;
            if (!innocent && scene.travel().explanation(place).isPresent()) strength *= 0.5;
            clues.add(
                    about(
                            place.resource(),
                            strength,
                            words(place, change, before, innocent),
                            change.reference()));
        }
        return clues;
    }

    /** The last change that came before the place's trouble and not long before. */
    static Optional<Change> latest(Scene scene, Place place) {
        Instant trouble = departure(scene, place);
        return place.changes.stream()
                .filter(change -> !change.time().isAfter(trouble))
                .filter(change -> change.time().isAfter(trouble.minus(WINDOW)))
                .max(
                        Comparator.comparingDouble((Change change) -> weight(change.kind()))
                                .thenComparing(Change::time));
    }

    /** The last such change of one kind. */
    static Optional<Change> latest(Scene scene, Place place, Change.Kind kind) {
        Instant trouble = departure(scene, place);
        return place.changes.stream()
                .filter(change -> change.kind() == kind)
                .filter(change -> !change.time().isAfter(trouble))
                .filter(change -> change.time().isAfter(trouble.minus(WINDOW)))
                .max(Comparator.comparing(Change::time));
    }

    private static Instant departure(Scene scene, Place place) {
        // Sampling may show the trouble up to one tolerance away from when it began.
        return place.since().orElse(scene.onset()).plus(scene.tolerance());
    }

    private static double minutesBefore(Scene scene, Place place, Change change) {
        Instant since = place.since().orElse(scene.onset());
        return Duration.between(change.time(), since).toMillis() / 60_000.0;
    }

    private static double coincidence(Scene scene, Place place) {
        Instant earliest =
                place.changes.stream().map(Change::time).min(Instant::compareTo).orElseThrow();
        Duration span = Duration.between(earliest, scene.facts().until());
        double hours = Math.max(6, span.toMinutes() / 60.0);
        return 1 - Math.exp(-(place.changes.size() - 1) * (FADE_MINUTES / 60) / hours);
    }

    /** How often changes of this kind turn out guilty when trouble follows; scaling hardly ever. */
    static double weight(Change.Kind kind) {
        return switch (kind) {
            case DEPLOY, CONFIG -> 1;
            case FLAG -> 0.9;
            case NODE, OTHER -> 0.5;
            case RESTART -> 0.3;
            case SCALE -> 0.2;
        };
    }

    private static Words words(Place place, Change change, double minutes, boolean innocent) {
        String name = Phrase.name(place.resource());
        String what = change.what();
        Words span = Phrase.span(Duration.ofSeconds(Math.round(Math.max(0, minutes) * 60)));
        return innocent
                ? new Words(
                        "%s was changed (%s), but shows no trouble of its own"
                                .formatted(name, what),
                        "%s 有变更（%s），但自身无异常".formatted(name, what))
                : new Words(
                        "%s was changed (%s) %s before its trouble began"
                                .formatted(name, what, span.en()),
                        "%s 在异常前 %s 有变更（%s）".formatted(name, span.zh(), what));
    }
}
