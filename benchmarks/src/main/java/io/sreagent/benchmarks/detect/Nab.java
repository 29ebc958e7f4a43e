package io.sreagent.benchmarks.detect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The Numenta Anomaly Benchmark: series with windows, and its score.
 *
 * <p>Source: A. Lavin, S. Ahmad, <i>Evaluating real-time anomaly detection algorithms</i>, 2015,
 * following the description beside the data: the first 15 % (at most 750 rows) count nothing; the
 * earliest detection in a window earns up to A_TP by its place; a missed window costs A_FN; a
 * detection outside costs up to A_FP by its distance from the window before.
 */
final class Nab {
    /** One series; {@code windows} holds first and last row of each, both inside. */
    record Case(String name, long[] millis, double[] values, int[][] windows) {
        int probation() {
            return (int) Math.min(0.15 * values.length, 0.15 * 5000);
        }
    }

    record Profile(String name, double tp, double fn, double fp) {}

    static final List<Profile> PROFILES =
            List.of(
                    new Profile("standard", 1, 1, 0.11),
                    new Profile("low_fp", 1, 1, 0.22),
                    new Profile("low_fn", 1, 2, 0.11));

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private Nab() {}

    static List<Case> load(Path folder) throws IOException {
        JsonNode windows =
                new ObjectMapper().readTree(folder.resolve("combined_windows.json").toFile());
        List<Case> cases = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : windows.properties()) {
            Path file = folder.resolve(entry.getKey());
            if (Files.exists(file)) cases.add(load(file, entry.getKey(), entry.getValue()));
        }
        return cases;
    }

    private static Case load(Path file, String name, JsonNode windows) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int n = lines.size() - 1;
        Instant[] times = new Instant[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            String[] cells = lines.get(i + 1).split(",", 2);
            times[i] = time(cells[0]);
            values[i] = Double.parseDouble(cells[1]);
        }
        int[][] rows = new int[windows.size()][2];
        for (int w = 0; w < rows.length; w++)
            for (int end = 0; end < 2; end++)
                rows[w][end] = row(times, time(windows.get(w).get(end).asText()));
        long[] millis = Arrays.stream(times).mapToLong(Instant::toEpochMilli).toArray();
        return new Case(name, millis, values, rows);
    }

    private static Instant time(String text) {
        return LocalDateTime.parse(text.substring(0, 19), TIME).toInstant(ZoneOffset.UTC);
    }

    private static int row(Instant[] times, Instant wanted) {
        for (int i = 0; i < times.length; i++) if (times[i].equals(wanted)) return i;
        throw new IllegalArgumentException("no row at " + wanted);
    }

    /** Score per case at one threshold, not normalised. */
    static double raw(Case c, double[] scores, double threshold, Profile profile) {
        double sum = 0;
        boolean[] inside = new boolean[c.values.length];
        for (int[] window : c.windows) {
            int rows = window[1] - window[0] + 1;
            double best = 0;
            boolean found = false;
            for (int i = Math.max(window[0], c.probation()); i <= window[1] && !found; i++) {
                if (scores[i] < threshold) continue;
                best = sigmoid(-(window[1] - i + 1.0) / rows) / sigmoid(-1) * profile.tp;
                found = true;
            }
            sum += found ? best : -profile.fn;
            for (int i = window[0]; i <= window[1]; i++) inside[i] = true;
        }
        for (int i = c.probation(); i < scores.length; i++)
            if (!inside[i] && scores[i] >= threshold) sum += outside(c, i) * profile.fp;
        return sum;
    }

    private static double outside(Case c, int row) {
        int[] before = null;
        for (int[] window : c.windows) if (window[1] < row) before = window;
        if (before == null) return -1;
        return sigmoid((row - before[1]) / (before[1] - before[0] + 0.0));
    }

    private static double sigmoid(double y) {
        return y > 3 ? -1 : 2 / (1 + Math.exp(5 * y)) - 1;
    }

    /** 0 without any detection, 100 for a perfect detector. */
    static double score(
            List<Case> cases, List<double[]> scores, double threshold, Profile profile) {
        double sum = 0;
        int windows = 0;
        for (int i = 0; i < cases.size(); i++) {
            sum += raw(cases.get(i), scores.get(i), threshold, profile);
            windows += cases.get(i).windows.length;
        }
        double nothing = -profile.fn * windows;
        return 100 * (sum - nothing) / (windows * profile.tp - nothing);
    }

    /** The threshold that is best for all cases together, as the benchmark takes it. */
    static double bestThreshold(List<Case> cases, List<double[]> scores, Profile profile) {
        double[] candidates =
                IntStream.range(0, cases.size())
                        .boxed()
                        .flatMapToDouble(
                                c -> Arrays.stream(scores.get(c)).skip(cases.get(c).probation()))
                        .filter(s -> s > 0)
                        .distinct()
                        .sorted()
                        .toArray();
        double best = Double.POSITIVE_INFINITY; // a detector may always say nothing
        double bestScore = score(cases, scores, best, profile);
        int step = Math.max(1, candidates.length / 3000);
        for (int i = candidates.length - 1; i >= 0; i -= i > candidates.length - 2000 ? 1 : step) {
            double s = score(cases, scores, candidates[i], profile);
            if (s > bestScore) {
                bestScore = s;
                best = candidates[i];
            }
        }
        return best;
    }
}
