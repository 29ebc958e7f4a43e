package io.sreagent.benchmarks.cause;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.cause.AlertLearner;
import io.sreagent.analysis.cause.AlertVocabulary;
import io.sreagent.analysis.cause.CauseEngine;
import io.sreagent.analysis.cause.CauseWeights;
import io.sreagent.analysis.cause.Suspect;
import io.sreagent.packs.rca.OnsetMode;
import io.sreagent.packs.rca.RcaPack;
import io.sreagent.packs.rca.RecordedCase;
import io.sreagent.packs.rca.TvDiagPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Learns what alert names are worth from TVDiag, and measures it on cases left out: ten random
 * folds (new cases of known faults), and one fold per kind of fault (faults never seen).
 *
 * <p>Usage: {@code AlertTraining PACK [RIDGE] [OUT]}; with OUT it writes the vocabulary.
 */
public final class AlertTraining {
    private static final String SET = "rca/tvdiag";
    private static final String KIND = "alert_names";

    private AlertTraining() {}

    private record Labelled(String group, Truth truth, AlertLearner.Example example) {}

    public static void main(String[] arguments) throws IOException {
        Path pack = Path.of(arguments[0]);
        AlertLearner learner =
                new AlertLearner(arguments.length > 1 ? Double.parseDouble(arguments[1]) : 0.3);
        Map<String, Truth> truths = Truth.read(pack);
        List<Labelled> cases = new ArrayList<>();
        RcaPack set = new TvDiagPack();
        for (JsonNode row : set.rows(pack)) {
            RecordedCase recorded = set.recorded(pack, row, OnsetMode.NONE);
            Truth truth = truths.get(recorded.id());
            if (truth == null) continue;
            cases.add(
                    new Labelled(
                            CauseAccuracy.group(recorded),
                            truth,
                            new AlertLearner.Example(
                                    recorded.facts(),
                                    place -> truth.service().equals(place.name()))));
        }
        List<Integer> shuffled = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) shuffled.add(i % 10);
        java.util.Collections.shuffle(shuffled, new java.util.Random(1));
        Map<Labelled, Integer> fold = new IdentityHashMap<>();
        for (int i = 0; i < cases.size(); i++) fold.put(cases.get(i), shuffled.get(i));
        report("10 random folds", cases, each -> fold.getOrDefault(each, 0), learner);
        List<String> faults =
                cases.stream().map(each -> each.group() + each.truth().fault()).distinct().toList();
        report(
                faults.size() + " folds, each kind of fault left out",
                cases,
                each -> faults.indexOf(each.group() + each.truth().fault()),
                learner);
        AlertVocabulary all = learner.learn(cases.stream().map(Labelled::example).toList());
        System.out.println(all.worth().size() + " words");
        if (arguments.length > 2) {
            StringBuilder text = new StringBuilder();
            new TreeMap<>(all.worth())
                    .forEach(
                            (word, worth) ->
                                    text.append(
                                            String.format(Locale.ROOT, "%s\t%.3f%n", word, worth)));
            Files.writeString(Path.of(arguments[2]), text);
        }
    }

    private static void report(
            String title,
            List<Labelled> cases,
            ToIntFunction<Labelled> fold,
            AlertLearner learner) {
        Map<Labelled, List<Suspect>> suspects = new IdentityHashMap<>();
        int folds = cases.stream().mapToInt(fold).max().orElse(0) + 1;
        for (int f = 0; f < folds; f++) {
            int left = f;
            AlertVocabulary vocabulary =
                    learner.learn(
                            cases.stream()
                                    .filter(each -> fold.applyAsInt(each) != left)
                                    .map(Labelled::example)
                                    .toList());
            CauseEngine engine =
                    new CauseEngine(CauseEngine.standardKinds(vocabulary), CauseWeights.shipped());
            for (Labelled each : cases)
                if (fold.applyAsInt(each) == left)
                    suspects.put(each, engine.suspects(each.example().facts()));
        }
        CauseWeights best = CauseWeights.shipped();
        for (double weight = 2; weight <= 14; weight += 2) {
            CauseWeights each = weighing(weight);
            double loss = said(cases, suspects, each).loss();
            System.out.printf(
                    Locale.ROOT, "  log loss with %s weighing %.0f: %.4f%n", KIND, weight, loss);
            if (loss < said(cases, suspects, best).loss()) best = each;
        }
        print(title + ", as shipped", cases, suspects, CauseWeights.shipped());
        print(title + ", " + KIND + " weighing " + best.of(KIND), cases, suspects, best);
    }

    private static void print(
            String title,
            List<Labelled> cases,
            Map<Labelled, List<Suspect>> suspects,
            CauseWeights weights) {
        System.out.println(title + ", the engine with the names learned without the fold");
        for (String group : cases.stream().map(Labelled::group).distinct().toList())
            System.out.println(
                    line(
                            group,
                            cases.stream().filter(each -> each.group().equals(group)).toList(),
                            suspects,
                            weights));
    }

    private static String line(
            String group,
            List<Labelled> cases,
            Map<Labelled, List<Suspect>> suspects,
            CauseWeights weights) {
        double n = cases.size();
        int[] ranks =
                cases.stream()
                        .mapToInt(each -> ranked(each, suspects, weights).rank(each.truth(), SET))
                        .toArray();
        double first = Arrays.stream(ranks).filter(rank -> rank == 1).count() / n;
        double third = Arrays.stream(ranks).filter(rank -> rank >= 1 && rank <= 3).count() / n;
        return String.format(
                Locale.ROOT,
                "  %-18s n %3.0f  AC@1 %.3f ± %.3f  AC@3 %.3f%n%s",
                group,
                n,
                first,
                Math.sqrt(first * (1 - first) / n),
                third,
                said(cases, suspects, weights).table());
    }

    private static Ranked ranked(
            Labelled each, Map<Labelled, List<Suspect>> suspects, CauseWeights weights) {
        return Ranked.of(suspects.getOrDefault(each, List.of()), weights);
    }

    private static Reliability said(
            List<Labelled> cases, Map<Labelled, List<Suspect>> suspects, CauseWeights weights) {
        List<CalibrationFit.Outcome> outcomes = new ArrayList<>();
        for (Labelled each : cases) {
            Ranked ranked = ranked(each, suspects, weights);
            outcomes.add(new CalibrationFit.Outcome(ranked, ranked.rank(each.truth(), SET) == 1));
        }
        return CalibrationFit.reliability(weights.calibration(), outcomes);
    }

    /** The shipped weights but for that of alert names. */
    private static CauseWeights weighing(double weight) {
        CauseWeights shipped = CauseWeights.shipped();
        Map<String, Double> weights = new LinkedHashMap<>(shipped.weights());
        weights.put(KIND, weight);
        return new CauseWeights(shipped.bias(), weights, shipped.calibration());
    }
}
