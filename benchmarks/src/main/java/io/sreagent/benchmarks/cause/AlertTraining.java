package io.sreagent.benchmarks.cause;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.cause.AlertLearner;
import io.sreagent.analysis.cause.AlertVocabulary;
import io.sreagent.analysis.cause.CauseEngine;
import io.sreagent.analysis.cause.CauseWeights;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.packs.rca.OnsetMode;
import io.sreagent.packs.rca.RcaPack;
import io.sreagent.packs.rca.RecordedCase;
import io.sreagent.packs.rca.TvDiagPack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Map<Labelled, Integer> fold = new java.util.IdentityHashMap<>();
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
        Map<String, int[]> hits = new LinkedHashMap<>();
        Map<String, Reliability> engines = new LinkedHashMap<>();
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
            for (Labelled each : cases) {
                if (fold.applyAsInt(each) != left) continue;
                engines.computeIfAbsent(each.group(), g -> new Reliability())
                        .addAll(said(each, engine));
                int rank = rank(each, vocabulary);
                int[] sum = hits.computeIfAbsent(each.group(), g -> new int[3]);
                sum[0]++;
                if (rank == 1) sum[1]++;
                if (rank >= 1 && rank <= 3) sum[2]++;
            }
        }
        System.out.println(title);
        hits.forEach(
                (group, sum) ->
                        System.out.printf(
                                Locale.ROOT,
                                "  %-18s n %3d  AC@1 %.3f ± %.3f  AC@3 %.3f%n",
                                group,
                                sum[0],
                                (double) sum[1] / sum[0],
                                Math.sqrt(
                                        (double) sum[1]
                                                / sum[0]
                                                * (1 - (double) sum[1] / sum[0])
                                                / sum[0]),
                                (double) sum[2] / sum[0]));
        System.out.println("what the engine says with the names learned without the fold");
        engines.forEach((group, said) -> System.out.println("  " + group + "\n" + said.table()));
    }

    private static Reliability said(Labelled each, CauseEngine engine) {
        Ranked ranked = Ranked.of(engine.suspects(each.example().facts()), CauseWeights.shipped());
        Reliability one = new Reliability();
        one.add(
                ranked.confidence(CauseWeights.shipped().calibration()),
                ranked.rank(each.truth(), "rca/tvdiag") == 1);
        return one;
    }

    private static int rank(Labelled each, AlertVocabulary vocabulary) {
        Map<Resource, Map<String, Double>> words = AlertVocabulary.words(each.example().facts());
        List<Resource> places = new ArrayList<>(words.keySet());
        places.sort(
                (a, b) -> Double.compare(worth(vocabulary, words, b), worth(vocabulary, words, a)));
        for (int i = 0; i < places.size(); i++)
            if (each.example().right().test(places.get(i))) return i + 1;
        return 0;
    }

    private static double worth(
            AlertVocabulary vocabulary, Map<Resource, Map<String, Double>> words, Resource place) {
        return vocabulary.of(words.getOrDefault(place, Map.of()));
    }
}
