package io.sreagent.benchmarks.cause;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.cause.CauseEngine;
import io.sreagent.analysis.cause.CauseLearner;
import io.sreagent.analysis.cause.CauseWeights;
import io.sreagent.analysis.cause.Suspect;
import io.sreagent.packs.rca.OnsetMode;
import io.sreagent.packs.rca.RcaPack;
import io.sreagent.packs.rca.RecordedCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Learns the weights of evidence from all sets at once and measures them on faults they have not
 * seen: fold by fold, every fault (service and kind) of every set is left out once.
 *
 * <p>Usage: {@code CauseTraining PACK [RIDGE [SET,… [OUT]]]}; with OUT it writes the weights.
 */
public final class CauseTraining {
    private CauseTraining() {}

    /**
     * @param group set it is reported under
     * @param fault what is left out together
     */
    private record Labelled(
            String group, String fault, Truth truth, String set, CauseLearner.Example example) {}

    public static void main(String[] arguments) throws IOException {
        Path pack = Path.of(arguments[0]);
        double ridge = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
        String only = arguments.length > 2 ? arguments[2] : "";
        CauseEngine engine = CauseEngine.standard();
        List<Labelled> cases = new ArrayList<>();
        Map<String, Truth> truths = Truth.read(pack);
        for (RcaPack set : RcaPack.all()) {
            if (!only.isEmpty() && !only.contains(set.name())) continue;
            for (JsonNode row : set.rows(pack)) {
                RecordedCase recorded = set.recorded(pack, row, OnsetMode.GIVEN);
                Truth truth = truths.get(recorded.id());
                if (truth == null) continue;
                List<Suspect> suspects = engine.suspects(recorded.facts());
                CauseLearner.Example example =
                        new CauseLearner.Example(
                                suspects,
                                candidate ->
                                        truth.isService(
                                                String.valueOf(candidate.resource().name()),
                                                recorded.set()),
                                false);
                String group = CauseAccuracy.group(recorded);
                String fault = group + " " + truth.service() + " " + truth.fault();
                cases.add(new Labelled(group, fault, truth, recorded.set(), example));
            }
        }
        for (RecordedCase quiet : QuietWindows.read(pack)) {
            List<Suspect> suspects = engine.suspects(quiet.facts());
            cases.add(
                    new Labelled(
                            "quiet",
                            quiet.id(),
                            new Truth("", List.of(), ""),
                            quiet.set(),
                            new CauseLearner.Example(suspects, candidate -> false, true)));
        }
        CauseWeights start = CauseWeights.shipped();
        report("priors", score(cases, fault -> start));
        Map<String, CauseWeights> folds = new LinkedHashMap<>();
        CauseLearner learner = new CauseLearner(ridge);
        for (Labelled each : cases)
            folds.computeIfAbsent(
                    fold(each),
                    left ->
                            learner.learn(
                                    cases.stream()
                                            .filter(other -> !fold(other).equals(left))
                                            .map(Labelled::example)
                                            .toList(),
                                    start));
        report(
                folds.size() + " folds, each fault left out",
                score(cases, fold -> Objects.requireNonNull(folds.get(fold))));
        double sharpness = sharpness(cases, folds);
        System.out.printf(Locale.ROOT, "sharpness %.2f fits the faults left out best%n", sharpness);
        System.out.println(reliability(cases, folds, sharpness).table());
        CauseWeights fitted = learner.learn(cases.stream().map(Labelled::example).toList(), start);
        CauseWeights all = new CauseWeights(fitted.bias(), fitted.weights(), sharpness);
        report("trained on all, in sample", score(cases, fold -> all));
        System.out.print(all.text());
        if (arguments.length > 3) Files.writeString(Path.of(arguments[3]), all.text());
    }

    /**
     * The factor on log-odds with the smallest Brier score on what was left out, among those at
     * which who would act alone is right; all of them are printed.
     */
    private static double sharpness(List<Labelled> cases, Map<String, CauseWeights> folds) {
        double best = 1;
        double least = Double.POSITIVE_INFINITY;
        for (double each = 0.6; each < 1.65; each += 0.1) {
            Reliability reliability = reliability(cases, folds, each);
            System.out.printf(Locale.ROOT, "sharpness %.1f  %s%n", each, reliability.line());
            if (reliability.brier() >= least || !reliability.actsRightly()) continue;
            least = reliability.brier();
            best = each;
        }
        return best;
    }

    private static Reliability reliability(
            List<Labelled> cases, Map<String, CauseWeights> folds, double sharpness) {
        Reliability reliability = new Reliability();
        for (Labelled each : cases) {
            CauseWeights left = Objects.requireNonNull(folds.get(fold(each)));
            Ranked ranked =
                    Ranked.of(
                            each.example().suspects(),
                            new CauseWeights(left.bias(), left.weights(), sharpness));
            boolean quiet = each.group().equals("quiet");
            reliability.add(
                    ranked.confidence(), !quiet && ranked.rank(each.truth(), each.set()) == 1);
        }
        return reliability;
    }

    /** Faults of one set share a fold number, so that the count of folds stays affordable. */
    private static String fold(Labelled labelled) {
        return "fold " + Math.floorMod(labelled.fault().hashCode(), 12);
    }

    private static Map<String, double[]> score(
            List<Labelled> cases, java.util.function.Function<String, CauseWeights> weights) {
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (Labelled each : cases) {
            Ranked ranked = Ranked.of(each.example().suspects(), weights.apply(fold(each)));
            int rank = ranked.rank(each.truth(), each.set());
            double[] sum = sums.computeIfAbsent(each.group(), g -> new double[8]);
            sum[0]++;
            boolean sure = ranked.confidence() >= CauseEngine.SURE;
            if (each.group().equals("quiet")) {
                if (!sure) sum[1]++;
                continue;
            }
            if (rank == 1) sum[1]++;
            if (rank >= 1 && rank <= 3) sum[2]++;
            for (int k = 1; k <= 5; k++) if (rank >= 1 && rank <= k) sum[3] += 0.2;
            if (sure) sum[4]++;
            if (sure && rank == 1) sum[5]++;
            if (ranked.confidence() >= 0.8) sum[6]++;
            if (ranked.confidence() >= 0.8 && rank == 1) sum[7]++;
        }
        return sums;
    }

    private static void report(String title, Map<String, double[]> sums) {
        System.out.println(title);
        sums.forEach(
                (group, s) ->
                        System.out.printf(
                                Locale.ROOT,
                                "  %-20s n %3.0f  AC@1 %.3f ± %.3f  AC@3 %.3f  Avg@5 %.3f  sure %3.0f right %3.0f"
                                        + "  ≥.8 %3.0f right %3.0f%n",
                                group,
                                s[0],
                                s[1] / s[0],
                                Math.sqrt(s[1] / s[0] * (1 - s[1] / s[0]) / s[0]),
                                s[2] / s[0],
                                s[3] / s[0],
                                s[4],
                                s[5],
                                s[6],
                                s[7]));
    }
}
