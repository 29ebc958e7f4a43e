package io.sreagent.benchmarks.logs;

import io.sreagent.analysis.logs.template.Template;
import io.sreagent.analysis.logs.template.TemplateMiner;
import io.sreagent.analysis.logs.template.TemplateMiner.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Accuracy of the template miner on loghub's samples, one configuration for all systems.
 *
 * <p>GA: share of lines whose group holds exactly the lines of their true group. FGA: F1 over
 * groups. PA: share of lines whose template text is the true one. FTA: F1 over template texts, a
 * found one being right when all its lines have it as their true one (Khan et al., ICSE 2022; Jiang
 * et al., ISSTA 2024).
 *
 * <p>{@code TemplateAccuracy DIRECTORY [SYSTEM]}: with a system, its wrong groups and texts are
 * shown. With {@code unmasked} in the place of a system, without masks.
 */
public final class TemplateAccuracy {
    private TemplateAccuracy() {}

    /** The four measures, each 0–1. */
    record Score(double ga, double fga, double pa, double fta) {}

    public static void main(String[] arguments) throws IOException {
        String shown = arguments.length > 1 ? arguments[1] : "";
        double[] sum = new double[4];
        List<LabelledLog> logs = LabelledLog.all(Path.of(arguments[0]));
        System.out.printf("%-12s %6s %6s %6s %6s%n", "system", "GA", "FGA", "PA", "FTA");
        for (LabelledLog log : logs) {
            Found found =
                    mine(
                            log.content(),
                            shown.equals("unmasked") ? Settings.UNMASKED : Settings.DEFAULT);
            Score score = score(found.ids(), found.texts(), log.truth());
            double[] row = {score.ga(), score.fga(), score.pa(), score.fta()};
            for (int i = 0; i < 4; i++) sum[i] += row[i] / logs.size();
            print(log.system(), row);
            if (log.system().equals(shown)) explain(log, found);
        }
        print("mean", sum);
    }

    private record Found(List<Long> ids, List<String> texts) {}

    private static Found mine(List<String> lines, Settings settings) {
        TemplateMiner miner = new TemplateMiner(settings);
        List<Long> ids = new ArrayList<>();
        for (String line : lines) ids.add(miner.add(line));
        miner.consolidate();
        Map<Long, String> texts = new HashMap<>();
        for (Template template : miner.templates()) texts.put(template.id(), template.text());
        ids.replaceAll(miner::current);
        return new Found(ids, ids.stream().map(id -> texts.getOrDefault(id, "")).toList());
    }

    static Score score(List<Long> ids, List<String> texts, List<String> truth) {
        Map<Long, Set<Integer>> found = new LinkedHashMap<>();
        Map<String, Set<Integer>> real = new LinkedHashMap<>();
        Map<String, Set<Integer>> byText = new LinkedHashMap<>();
        int same = 0;
        for (int i = 0; i < truth.size(); i++) {
            found.computeIfAbsent(ids.get(i), id -> new HashSet<>()).add(i);
            real.computeIfAbsent(plain(truth.get(i)), t -> new HashSet<>()).add(i);
            byText.computeIfAbsent(plain(texts.get(i)), t -> new HashSet<>()).add(i);
            if (plain(truth.get(i)).equals(plain(texts.get(i)))) same++;
        }
        Set<Set<Integer>> realGroups = new HashSet<>(real.values());
        int rightLines = 0;
        int rightGroups = 0;
        for (Set<Integer> group : found.values()) {
            if (!realGroups.contains(group)) continue;
            rightGroups++;
            rightLines += group.size();
        }
        int rightTexts = 0;
        for (var entry : byText.entrySet()) {
            boolean all =
                    entry.getValue().stream()
                            .allMatch(line -> plain(truth.get(line)).equals(entry.getKey()));
            if (all) rightTexts++;
        }
        double n = truth.size();
        return new Score(
                rightLines / n,
                2.0 * rightGroups / (found.size() + real.size()),
                same / n,
                2.0 * rightTexts / (byText.size() + real.size()));
    }

    private static String plain(String template) {
        return template.strip().replaceAll("\\s+", " ").replaceAll("<[A-Z]+>", "<*>");
    }

    private static void print(String name, double[] row) {
        System.out.printf("%-12s %6.3f %6.3f %6.3f %6.3f%n", name, row[0], row[1], row[2], row[3]);
    }

    private static void explain(LabelledLog log, Found found) {
        Map<Long, Set<String>> truthOf = new LinkedHashMap<>();
        Map<String, Set<Long>> idsOf = new LinkedHashMap<>();
        Map<String, Integer> wrongTexts = new LinkedHashMap<>();
        for (int i = 0; i < found.ids().size(); i++) {
            String truth = plain(log.truth().get(i));
            truthOf.computeIfAbsent(found.ids().get(i), id -> new LinkedHashSet<>()).add(truth);
            idsOf.computeIfAbsent(truth, t -> new LinkedHashSet<>()).add(found.ids().get(i));
            String text = plain(found.texts().get(i));
            if (!text.equals(truth)) {
                wrongTexts.merge("is   " + text + "\n    want " + truth, 1, Integer::sum);
            }
        }
        truthOf.forEach(
                (id, truths) -> {
                    if (truths.size() > 1) System.out.println("  MERGED " + truths);
                });
        idsOf.forEach(
                (truth, ids) -> {
                    if (ids.size() < 2) return;
                    System.out.println("  SPLIT into " + ids.size() + ": " + truth);
                    Set<String> shown = new LinkedHashSet<>();
                    for (int i = 0; i < found.ids().size() && shown.size() < 5; i++) {
                        if (ids.contains(found.ids().get(i))) shown.add(found.texts().get(i));
                    }
                    shown.forEach(text -> System.out.println("      " + text));
                });
        wrongTexts.forEach((text, n) -> System.out.println("  " + n + "x " + text));
    }
}
