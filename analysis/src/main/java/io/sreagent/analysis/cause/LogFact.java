package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.finding.FaultKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What log lines say about one place and one kind of fault.
 *
 * <p>A caller's line may be about its callee: {@code call to payments failed: certificate has
 * expired} is told of payments. When such lines name several callees, the fault is the caller's own
 * (its name resolution, its network).
 *
 * @param example the first line that says so
 * @param lines how many say so since the onset
 * @param strength 0–1; lines that were as frequent before the onset say nothing
 */
record LogFact(FaultKind kind, LogLine example, int lines, double strength) {

    private static final Pattern STATUS = Pattern.compile(LogPhrase.alone("[45]\\d\\d"));

    /** What the lines of one place say of one kind. */
    private static final class Said {
        final List<LogLine> after = new ArrayList<>();
        final Set<Place> about = new HashSet<>();
        double strength;
        int before;

        LogFact fact(FaultKind kind) {
            double news = (double) after.size() / (after.size() + 2.0 * before);
            return new LogFact(kind, after.getFirst(), after.size(), strength * news);
        }
    }

    /** Facts by the place they are about, each strongest first. */
    static Map<Place, List<LogFact>> all(Scene scene) {
        Map<Place, List<LogFact>> facts = new HashMap<>();
        for (Place place : scene.places()) {
            said(scene, place)
                    .forEach(
                            (kind, said) -> {
                                if (!said.after.isEmpty())
                                    facts.computeIfAbsent(
                                                    about(scene, place, said),
                                                    p -> new ArrayList<>())
                                            .add(said.fact(kind));
                            });
        }
        for (List<LogFact> each : facts.values())
            each.sort(Comparator.comparingDouble(LogFact::strength).reversed());
        return facts;
    }

    /** The one callee that the lines are about, unless it is the caller who reaches nobody. */
    private static Place about(Scene scene, Place place, Said said) {
        boolean isOwn = said.about.size() != 1 || scene.travel().failsAlone(place);
        return isOwn ? place : said.about.iterator().next();
    }

    private static Map<FaultKind, Said> said(Scene scene, Place place) {
        Instant onset = scene.onset().minus(scene.tolerance());
        Map<FaultKind, Said> all = new EnumMap<>(FaultKind.class);
        Map<String, Optional<LogPhrase>> known = new HashMap<>();
        List<Place> callees = scene.calleesOf(place);
        for (LogLine line : place.logs) {
            Optional<LogPhrase> match =
                    known.computeIfAbsent(
                            alike(line.message()), key -> LogPhrase.in(line.message()));
            if (match.isEmpty()) continue;
            LogPhrase phrase = match.get();
            Said said = all.computeIfAbsent(phrase.kind(), kind -> new Said());
            if (line.time().isBefore(onset)) {
                said.before++;
                continue;
            }
            said.after.add(line);
            // A shape has no numbers, so store-1 and store-2 are told apart by the line itself.
            said.about.add(named(line.message(), callees).orElse(place));
            said.strength = Math.max(said.strength, phrase.strength());
        }
        return all;
    }

    /**
     * Lines of one shape match alike, and there are far fewer shapes than lines; but a shape has no
     * numbers, and a phrase may be a status.
     */
    private static String alike(String message) {
        StringBuilder key = new StringBuilder(LogShape.of(message));
        Matcher statuses = STATUS.matcher(message);
        while (statuses.find()) key.append(' ').append(statuses.group());
        return key.toString();
    }

    /** The callee whose name stands in the line, the longest if one name contains another. */
    private static Optional<Place> named(String message, List<Place> callees) {
        String text = message.toLowerCase(Locale.ROOT);
        return callees.stream()
                .filter(callee -> !callee.isNode())
                .filter(
                        callee ->
                                isWord(
                                        text,
                                        Phrase.name(callee.resource()).toLowerCase(Locale.ROOT)))
                .max(Comparator.comparingInt(callee -> Phrase.name(callee.resource()).length()));
    }

    private static boolean isWord(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean begins = at == 0 || !isPartOfName(text.charAt(at - 1));
            if (begins && (end == text.length() || !isPartOfName(text.charAt(end)))) return true;
        }
        return false;
    }

    private static boolean isPartOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }
}
