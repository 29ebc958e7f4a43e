package io.sreagent.analysis.cause;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.finding.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the flow of a program broke: after statement A, statement B used to follow within a
 * request, and now something else does, or nothing.
 *
 * <p>The lines of one request at one place, in order, are replaced by the shapes of their messages.
 * For each shape the followers since the onset are compared with those before by {@code G = 2 Σ m
 * ln(m / (M p))}, the likelihood-ratio statistic with {@code p} the smoothed share before; the end
 * of the request counts as a follower. Where spans tell how many requests a place still answers, a
 * statement that is no longer reached counts likewise, by the Poisson statistic. The idea of event
 * patterns over logs is from Yu and others, "Nezha: Interpretable Fine-Grained Root Causes Analysis
 * for Microservices on Multi-modal Observability Data", FSE 2023. Lines without a trace id are left
 * out. Cost: lines log lines.
 */
final class LogFlowEvidence extends SceneEvidence {
    private static final int LEAST_SEEN = 3;
    private static final double CHANCE = 10;
    private static final double HALF = 25;

    /** What users do today shifts shares among known ways; a way never taken before is news. */
    private static final double KNOWN_WAY = 0.15;

    private static final String END = "(end of request)";

    @Override
    public String kind() {
        return "log_flow";
    }

    @Override
    List<Clue> examine(Scene scene) {
        Map<Place, Break> breaks = new LinkedHashMap<>();
        for (Place place : scene.places()) {
            Break worst = worst(scene, place);
            if (worst != null && worst.g() > CHANCE) breaks.put(place, worst);
        }
        List<Clue> clues = new ArrayList<>();
        breaks.forEach(
                (place, found) -> {
                    double below = 0;
                    for (Map.Entry<Place, Break> other : breaks.entrySet())
                        if (other.getKey() != place
                                && scene.calls(place, other.getKey())
                                && !scene.calls(other.getKey(), place))
                            below = Math.max(below, strength(other.getValue()));
                    // A caller takes another way as well when what it calls, or calls through
                    // others, fails.
                    double strength = strength(found) * (1 - 0.8 * below);
                    clues.add(
                            about(
                                    place.resource(),
                                    strength,
                                    words(place, found),
                                    found.statement()));
                });
        return clues;
    }

    private static double strength(Break found) {
        return Robust.saturate(found.g(), CHANCE, HALF);
    }

    /**
     * @param statement place in the code, or shape, after which the flow changed
     * @param usual what mostly followed before
     * @param g the statistic
     */
    private record Break(
            String statement, String usual, int before, int after, int seen, double g) {}

    private static @Nullable Break worst(Scene scene, Place place) {
        if (place.logs.isEmpty()) return null;
        Break worst = null;
        for (Duration sooner : Scene.SOONER) {
            Map<String, Minutes> counts = new HashMap<>();
            Map<String, Map<String, int[]>> followers =
                    followers(place, scene.onset().minus(sooner), counts);
            Minutes requests =
                    scene.facts().spans().isEmpty()
                            ? new Minutes()
                            : scene.spanTimes(sooner).counts(place);
            for (Map.Entry<String, Map<String, int[]>> entry : followers.entrySet()) {
                for (Break found :
                        List.of(
                                compare(entry.getKey(), entry.getValue()),
                                gone(
                                        entry.getKey(),
                                        counts.getOrDefault(entry.getKey(), new Minutes()),
                                        requests)))
                    if (worst == null || found.g() > worst.g()) worst = found;
            }
        }
        return worst;
    }

    /** Per shape: follower → how often before and since the onset. */
    private static Map<String, Map<String, int[]>> followers(
            Place place, Instant split, Map<String, Minutes> counts) {
        Map<String, List<LogLine>> requests = new LinkedHashMap<>();
        for (LogLine line : place.logs)
            if (line.traceId() != null && !line.traceId().isEmpty())
                requests.computeIfAbsent(line.traceId(), id -> new ArrayList<>()).add(line);
        Map<String, Map<String, int[]>> followers = new LinkedHashMap<>();
        for (List<LogLine> lines : requests.values()) {
            lines.sort(Comparator.comparing(LogLine::time));
            for (int i = 0; i < lines.size(); i++) {
                String shape = statement(lines.get(i));
                String next = i + 1 < lines.size() ? statement(lines.get(i + 1)) : END;
                Instant time = lines.get(i).time();
                int side = time.isBefore(split) ? 0 : 1;
                counts.computeIfAbsent(shape, s -> new Minutes()).add(time, side == 0);
                followers.computeIfAbsent(shape, s -> new LinkedHashMap<>())
                        .computeIfAbsent(next, s -> new int[2])[side]++;
            }
        }
        return followers;
    }

    private static String statement(LogLine line) {
        String location = LogShape.location(line.message());
        return location.isEmpty() ? LogShape.of(line.message()) : location;
    }

    /**
     * A statement that is no longer reached although the place still answers requests. What users
     * ask for varies from minute to minute by more than chance, so counts are negative binomial:
     * {@code G = 2 (y ln(y/μ) − (y + k) ln((y + k) / (μ + k)))} with {@code k = μ / (φ − 1)} and φ
     * the dispersion of the past; without any it is the Poisson statistic (McCullagh and Nelder,
     * "Generalized Linear Models", 1989).
     */
    private static Break gone(String shape, Minutes reached, Minutes requests) {
        int before = reached.before();
        int after = reached.since();
        double rate = requests.before() == 0 ? 0 : (double) before / requests.before();
        double expected = rate * requests.since();
        if (after >= expected || before < LEAST_SEEN) return new Break(shape, shape, 0, 0, 0, 0);
        double known = after == 0 ? 0 : after * Math.log(after / expected);
        double dispersion = reached.dispersion(requests, rate);
        double k = expected / (dispersion - 1);
        double g =
                dispersion < 1.01
                        ? 2 * (known + expected - after)
                        : 2 * (known - (after + k) * Math.log((after + k) / (expected + k)));
        return new Break(shape, "itself", before, after, (int) Math.round(expected), g);
    }

    private static Break compare(String shape, Map<String, int[]> followers) {
        int before = 0;
        int after = 0;
        String usual = END;
        int most = -1;
        for (Map.Entry<String, int[]> each : followers.entrySet()) {
            before += each.getValue()[0];
            after += each.getValue()[1];
            if (each.getValue()[0] > most) {
                most = each.getValue()[0];
                usual = each.getKey();
            }
        }
        if (before < LEAST_SEEN || after < LEAST_SEEN) return new Break(shape, usual, 0, 0, 0, 0);
        Map<String, Double> expected = new HashMap<>();
        double smooth = 0.5;
        double total = before + smooth * (followers.size() + 1);
        followers.forEach((next, count) -> expected.put(next, (count[0] + smooth) / total));
        double g = 0;
        for (Map.Entry<String, int[]> each : followers.entrySet()) {
            int count = each.getValue()[1];
            if (count == 0) continue;
            double share = requireNonNull(expected.get(each.getKey()));
            double term = 2 * count * Math.log(count / (after * share));
            g += each.getValue()[0] == 0 ? term : KNOWN_WAY * term;
        }
        int[] usually = requireNonNull(followers.get(usual));
        return new Break(shape, usual, usually[0], usually[1], after, g);
    }

    private static Words words(Place place, Break found) {
        String name = Phrase.name(place.resource());
        return new Words(
                "in %s, %s is followed by %s in %d of %d requests since the onset, %d times before"
                        .formatted(
                                name,
                                found.statement(),
                                found.usual(),
                                found.after(),
                                found.seen(),
                                found.before()),
                "%s 中，异常后 %d 次 %s 里只有 %d 次接着出现 %s，此前为 %d 次"
                        .formatted(
                                name,
                                found.seen(),
                                found.statement(),
                                found.after(),
                                found.usual(),
                                found.before()));
    }
}
