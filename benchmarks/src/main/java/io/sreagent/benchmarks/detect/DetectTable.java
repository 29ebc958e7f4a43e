package io.sreagent.benchmarks.detect;

import com.amazon.randomcutforest.parkservices.AnomalyDescriptor;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import io.sreagent.analysis.detect.ArResidual;
import io.sreagent.analysis.detect.Dbscan;
import io.sreagent.analysis.detect.Detector;
import io.sreagent.analysis.detect.Discord;
import io.sreagent.analysis.detect.ForecastResidual;
import io.sreagent.analysis.detect.Grid;
import io.sreagent.analysis.detect.IsolationForest;
import io.sreagent.analysis.detect.Jump;
import io.sreagent.analysis.detect.LocalLevel;
import io.sreagent.analysis.detect.LostSeason;
import io.sreagent.analysis.detect.Novelty;
import io.sreagent.analysis.detect.OfflineScores;
import io.sreagent.analysis.detect.SeasonalDrift;
import io.sreagent.analysis.detect.SeasonalLevel;
import io.sreagent.analysis.detect.SpectralResidual;
import io.sreagent.analysis.detect.Spot;
import io.sreagent.analysis.detect.Subspace;
import io.sreagent.analysis.detect.WindowScore;
import io.sreagent.learned.Autoencoder;
import io.sreagent.learned.CutForest;
import io.sreagent.learned.OneClassSvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * One table: each detector alone, the ensemble and the baselines on the three public sets.
 *
 * <pre>java … io.sreagent.benchmarks.detect.DetectTable DIR [set or method …]</pre>
 *
 * DIR holds {@code nab}, {@code jumpstarter} and {@code donut}. A detector alone gets the largest
 * score over columns. NAB takes the best threshold for the set; F1@0.7 the default one, which says
 * something only of scores that are calibrated: the ensemble's, and the grade of Random Cut Forest.
 * Detectors of residuals need a baseline and are measured within the live watch (Injection).
 */
public final class DetectTable {
    /** Columns in, one score a row out; {@code train} may be empty. */
    interface Method {
        double[] scores(double[][] train, double[][] test, long[] millis);
    }

    private static final Set<String> SETS = Set.of("nab", "jumpstarter", "donut");

    private DetectTable() {}

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        Set<String> wanted = new HashSet<>(List.of(args).subList(1, args.length));
        List<Nab.Case> nab = Nab.load(root.resolve("nab"));
        List<Labelled> jumpstarter = Labelled.jumpstarter(root.resolve("jumpstarter"));
        List<Labelled> donut = Labelled.donut(root.resolve("donut"));
        boolean allSets = Collections.disjoint(wanted, SETS);
        boolean allMethods = SETS.containsAll(wanted);
        System.out.printf(
                "%-20s | %-32s | %-31s | %s%n",
                "method",
                "nab std/low fp/low fn/std@0.7",
                "jumpstarter AUC/VUS/F1/F1@0.7",
                "donut AUC/VUS/F1/F1@0.7");
        for (Map.Entry<String, Method> each : methods().entrySet()) {
            if (!allMethods && !wanted.contains(each.getKey())) continue;
            Method method = each.getValue();
            System.out.printf(
                    "%-20s | %-32s | %-31s | %s%n",
                    each.getKey(),
                    allSets || wanted.contains("nab") ? nab(nab, method) : "",
                    allSets || wanted.contains("jumpstarter") ? labelled(jumpstarter, method) : "",
                    allSets || wanted.contains("donut") ? labelled(donut, method) : "");
        }
    }

    static Map<String, Method> methods() {
        Map<String, Method> methods = new LinkedHashMap<>();
        methods.put("ensemble", DetectTable::ensemble);
        List<Detector> alone =
                List.of(
                        new LocalLevel(),
                        new SeasonalLevel(),
                        new SeasonalDrift(),
                        new Jump(),
                        new WindowScore(WindowScore.By.THREE_SIGMA),
                        new WindowScore(WindowScore.By.MAD),
                        new WindowScore(WindowScore.By.IQR),
                        new Spot(),
                        new ArResidual(),
                        new Dbscan(),
                        new Novelty(),
                        new SpectralResidual(),
                        new IsolationForest(),
                        new Discord(),
                        new LostSeason(),
                        new Subspace(),
                        ForecastResidual.stl(),
                        ForecastResidual.prophetStyle(),
                        ForecastResidual.lstm(),
                        new CutForest(),
                        new OneClassSvm(),
                        new Autoencoder());
        for (Detector detector : alone)
            methods.put(
                    detector.name(), (train, test, millis) -> alone(detector, train, test, millis));
        methods.put("rcf-thresholded", (a, b, c) -> randomCutForest(a, b, false));
        methods.put("rcf-grade", (a, b, c) -> randomCutForest(a, b, true));
        methods.put(
                "random", (train, test, millis) -> new Random(1).doubles(test[0].length).toArray());
        return methods;
    }

    private static String nab(List<Nab.Case> cases, Method method) {
        List<double[]> scores = new ArrayList<>();
        for (Nab.Case c : cases)
            scores.add(method.scores(new double[0][], new double[][] {c.values()}, c.millis()));
        StringBuilder row = new StringBuilder();
        for (Nab.Profile profile : Nab.PROFILES) {
            double threshold = Nab.bestThreshold(cases, scores, profile);
            row.append(
                    String.format(
                            Locale.ROOT, "%6.1f ", Nab.score(cases, scores, threshold, profile)));
        }
        return row
                + String.format(
                        Locale.ROOT,
                        "%6.1f",
                        Nab.score(cases, scores, 0.7, Nab.PROFILES.getFirst()));
    }

    private static String labelled(List<Labelled> cases, Method method) {
        double[] sum = new double[4];
        for (Labelled c : cases) {
            double[] s = method.scores(c.train(), c.test(), c.millis());
            sum[0] += Ranking.aucPr(s, c.labels());
            sum[1] += Ranking.vusPr(s, c.labels(), 20);
            sum[2] += Ranking.bestF1(s, c.labels());
            sum[3] += Ranking.f1(s, c.labels(), 0.7);
        }
        StringBuilder row = new StringBuilder();
        for (double each : sum)
            row.append(String.format(Locale.ROOT, "%.3f ", each / cases.size()));
        return row.toString();
    }

    private static double[] alone(
            Detector detector, double[][] train, double[][] test, long[] millis) {
        Duration step =
                millis.length < 3
                        ? Duration.ofMinutes(1)
                        : Duration.ofMillis(millis[2] - millis[1]);
        Instant start = Instant.ofEpochMilli(millis.length < 3 ? 0 : millis[0]);
        int day = (int) Math.round(86_400.0 / step.toSeconds());
        double[] scores = new double[test[0].length];
        for (int c = 0; c < test.length; c++) {
            Detector.Run run = detector.start(new Grid(start, step, day));
            if (train.length > 0) for (double x : train[c]) run.next(x);
            for (int i = 0; i < scores.length; i++) {
                double s = run.next(test[c][i]);
                if (s > scores[i]) scores[i] = s;
            }
        }
        return scores;
    }

    private static double[] ensemble(double[][] train, double[][] test, long[] millis) {
        return OfflineScores.of(
                train.length == 0 ? null : new OfflineScores.Rows(train, new long[0]),
                new OfflineScores.Rows(test, millis));
    }

    /** The peer as its users run it; all columns in one model, its score or its own decision. */
    private static double[] randomCutForest(double[][] train, double[][] test, boolean grade) {
        int columns = test.length;
        int shingle = columns == 1 ? 8 : 1;
        ThresholdedRandomCutForest forest =
                ThresholdedRandomCutForest.builder()
                        .dimensions(shingle * columns)
                        .shingleSize(shingle)
                        .randomSeed(42)
                        .build();
        if (train.length > 0)
            for (int i = 0; i < train[0].length; i++) forest.process(row(train, i), 0L);
        double[] scores = new double[test[0].length];
        for (int i = 0; i < scores.length; i++) {
            AnomalyDescriptor told = forest.process(row(test, i), 0L);
            scores[i] = grade ? told.getAnomalyGrade() : told.getRCFScore();
        }
        return scores;
    }

    private static double[] row(double[][] columns, int i) {
        double[] row = new double[columns.length];
        for (int c = 0; c < row.length; c++) row[c] = columns[c][i];
        return row;
    }
}
