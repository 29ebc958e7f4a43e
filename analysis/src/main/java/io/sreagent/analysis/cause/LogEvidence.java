package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place that logs many more errors than before, or a phrase that names its cause, is suspect.
 *
 * <p>{@code strength = max(phrase, ½ · b / (b + 10))} with {@code b} the errors beyond what the
 * time before the onset leads to expect (errors a logged minute before × minutes logged since, plus
 * two standard deviations of a Poisson count).
 */
final class LogEvidence extends SceneEvidence {

    @Override
    public String kind() {
        return "log_lines";
    }

    @Override
    List<Clue> examine(Scene scene) {
        List<Clue> clues = new ArrayList<>();
        for (Place place : scene.places()) {
            Optional<LogFact> phrase = scene.logFacts(place).stream().findFirst();
            if (place.logs.isEmpty() && phrase.isEmpty()) continue;
            Burst burst = burst(scene, place);
            double errors = 0.5 * Robust.saturate(burst.beyond(), 0, 10);
            double named = phrase.map(fact -> worth(place, fact)).orElse(0.0);
            if (Math.max(errors, named) <= 0) continue;
            clues.add(
                    about(
                            place.resource(),
                            Math.max(errors, named),
                            named >= errors
                                    ? words(place, phrase.orElseThrow())
                                    : words(place, burst),
                            named >= errors
                                    ? phrase.orElseThrow().example().position()
                                    : burst.example().orElseThrow().position()));
        }
        return clues;
    }

    /** Who waits for a callee holds connections meanwhile; that they run out is no news. */
    private static double worth(Place place, LogFact fact) {
        boolean isHeld = fact.kind() == FaultKind.POOL;
        return fact.strength() * (isHeld ? 1 - 0.7 * place.waiting() : 1);
    }

    /**
     * @param beyond errors since the onset beyond what chance gives
     */
    private record Burst(int errors, double expected, double beyond, Optional<LogLine> example) {}

    private static Burst burst(Scene scene, Place place) {
        Instant onset = scene.onset().minus(scene.tolerance());
        int before = 0;
        List<LogLine> after = new ArrayList<>();
        for (LogLine line : place.logs) {
            if (line.severity().compareTo(LogLine.Severity.ERROR) < 0) continue;
            if (line.time().isBefore(onset)) before++;
            else after.add(line);
        }
        int[] minutes = scene.loggedMinutes(onset);
        double expected = (double) before * minutes[1] / Math.max(1, minutes[0]);
        double beyond = Math.max(0, after.size() - expected - 2 * Math.sqrt(expected));
        return new Burst(after.size(), expected, beyond, after.stream().findFirst());
    }

    private static Words words(Place place, Burst burst) {
        String name = Phrase.name(place.resource());
        String message = firstLine(burst.example().orElseThrow());
        String expected = Phrase.number(Math.round(burst.expected()));
        return new Words(
                "%s logged %d errors where %s were to be expected, such as: %s"
                        .formatted(name, burst.errors(), expected, message),
                "%s 记录了 %d 条错误日志，预期 %s 条，例如：%s".formatted(name, burst.errors(), expected, message));
    }

    private static Words words(Place place, LogFact fact) {
        String name = Phrase.name(place.resource());
        String message = firstLine(fact.example());
        return new Words(
                "%d log lines speak of a %s fault of %s, such as: %s"
                        .formatted(fact.lines(), fact.kind().code(), name, message),
                "%d 条日志指向 %s 的%s类故障，例如：%s"
                        .formatted(fact.lines(), name, fact.kind().words().zh(), message));
    }

    private static String firstLine(LogLine line) {
        String message = line.message().lines().findFirst().orElse("").strip();
        return message.length() > 120 ? message.substring(0, 119) + "…" : message;
    }
}
