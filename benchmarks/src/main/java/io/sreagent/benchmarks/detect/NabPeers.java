package io.sreagent.benchmarks.detect;

import io.sreagent.analysis.detect.OfflineScores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The scorer against published score files, and the ensemble against a published detector.
 *
 * <pre>java … io.sreagent.benchmarks.detect.NabPeers NAB_DIR RESULTS_DIR [peer]</pre>
 *
 * RESULTS_DIR is the folder {@code results} of the benchmark's own repository: {@code
 * PEER/PEER_PROFILE_scores.csv} with a threshold and a score per file, and {@code
 * PEER/category/PEER_file.csv} with the detector's scores row by row. First, for every detector
 * there, the published rows are scored here at the published threshold: the largest difference from
 * the published score is what the port is worth. Then, for the peer (ARTime unless named), its best
 * threshold on these files, and a paired bootstrap over the files: both keep the threshold that was
 * best for all, files are drawn with replacement 10,000 times, and the middle 95 % of the
 * differences is the interval.
 */
public final class NabPeers {
    private static final Map<String, String> PUBLISHED =
            Map.of(
                    "standard", "standard",
                    "low_fp", "reward_low_FP_rate",
                    "low_fn", "reward_low_FN_rate");
    private static final int DRAWS = 10_000;

    private NabPeers() {}

    public static void main(String[] args) throws IOException {
        List<Nab.Case> cases = Nab.load(Path.of(args[0]));
        Path results = Path.of(args[1]);
        String peer = args.length > 2 ? args[2] : "ARTime";
        try (var folders = Files.list(results)) {
            for (Path folder : folders.filter(Files::isDirectory).sorted().toList())
                check(cases, folder);
        }
        List<double[]> ours = new ArrayList<>();
        for (Nab.Case c : cases)
            ours.add(
                    OfflineScores.of(
                            null, new OfflineScores.Rows(new double[][] {c.values()}, c.millis())));
        List<double[]> theirs = rows(cases, results.resolve(peer));
        for (Nab.Profile profile : Nab.PROFILES) compare(cases, ours, theirs, profile, peer);
    }

    private static void check(List<Nab.Case> cases, Path folder) throws IOException {
        String name = folder.getFileName().toString();
        List<double[]> scores = null;
        StringBuilder line = new StringBuilder(String.format("%-20s", name));
        for (Nab.Profile profile : Nab.PROFILES) {
            Path file = folder.resolve(name + "_" + PUBLISHED.get(profile.name()) + "_scores.csv");
            if (!Files.exists(file)) return;
            Map<String, String[]> published = published(file);
            if (!cases.stream().allMatch(c -> published.containsKey(c.name()))) return;
            if (scores == null) scores = rows(cases, folder);
            double worst = 0;
            for (int i = 0; i < cases.size(); i++) {
                String[] cells = published.get(cases.get(i).name());
                if (cells == null) throw new IOException(file + " lacks " + cases.get(i).name());
                double here =
                        Nab.raw(cases.get(i), scores.get(i), Double.parseDouble(cells[3]), profile);
                worst = Math.max(worst, Math.abs(here - Double.parseDouble(cells[4])));
            }
            line.append(
                    String.format(Locale.ROOT, "  %s: %.2e off at most", profile.name(), worst));
        }
        System.out.println(line);
    }

    private static Map<String, String[]> published(Path file) throws IOException {
        Map<String, String[]> published = new HashMap<>();
        for (String row : Files.readAllLines(file)) {
            String[] cells = row.split(",");
            published.put(cells[2], cells);
        }
        return published;
    }

    private static List<double[]> rows(List<Nab.Case> cases, Path folder) throws IOException {
        List<double[]> all = new ArrayList<>();
        for (Nab.Case c : cases) {
            int slash = c.name().indexOf('/');
            Path file =
                    folder.resolve(
                            c.name().substring(0, slash + 1)
                                    + folder.getFileName()
                                    + "_"
                                    + c.name().substring(slash + 1));
            List<String> lines = Files.readAllLines(file);
            double[] scores = new double[c.values().length];
            for (int i = 0; i < scores.length; i++)
                scores[i] = Double.parseDouble(lines.get(i + 1).split(",")[2]);
            all.add(scores);
        }
        return all;
    }

    private static void compare(
            List<Nab.Case> cases,
            List<double[]> ours,
            List<double[]> theirs,
            Nab.Profile profile,
            String peer) {
        double[] difference = new double[cases.size()];
        int[] windows = new int[cases.size()];
        double at = Nab.bestThreshold(cases, ours, profile);
        double peerAt = Nab.bestThreshold(cases, theirs, profile);
        for (int i = 0; i < difference.length; i++) {
            difference[i] =
                    Nab.raw(cases.get(i), ours.get(i), at, profile)
                            - Nab.raw(cases.get(i), theirs.get(i), peerAt, profile);
            windows[i] = cases.get(i).windows().length;
        }
        SplittableRandom random = new SplittableRandom(1);
        double[] drawn = new double[DRAWS];
        for (int d = 0; d < DRAWS; d++) {
            double sum = 0;
            int total = 0;
            for (int i = 0; i < difference.length; i++) {
                int one = random.nextInt(difference.length);
                sum += difference[one];
                total += windows[one];
            }
            drawn[d] = 100 * sum / Math.max(1, total) / (profile.tp() + profile.fn());
        }
        Arrays.sort(drawn);
        System.out.printf(
                Locale.ROOT,
                "%-9s ensemble %.1f, %s %.1f; difference by paired bootstrap over files %.1f to"
                        + " %.1f, ahead in %.0f %% of draws%n",
                profile.name(),
                Nab.score(cases, ours, at, profile),
                peer,
                Nab.score(cases, theirs, peerAt, profile),
                drawn[(int) (0.025 * DRAWS)],
                drawn[(int) (0.975 * DRAWS)],
                100.0 * Arrays.stream(drawn).filter(x -> x > 0).count() / DRAWS);
    }
}
