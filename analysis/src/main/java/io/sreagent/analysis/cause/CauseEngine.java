package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Hypothesis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up the evidence of a case and ranks the candidates.
 *
 * <p>{@code odds(c) = bias + Σ weight(kind) · strength(kind, c)}; a clue about a resource counts
 * for every candidate of that resource. Confidence is {@code e^odds(c) / (1 + Σ e^odds)}: the 1
 * stands for "none of these", so that a case in which nothing is wrong gives confidence to nobody.
 * Below {@value #SURE} for the first the engine abstains.
 */
public final class CauseEngine {
    /** Below this confidence in the first hypothesis the engine would not act on it. */
    public static final double SURE = 0.5;

    /** A person reads a handful; the rest has next to no confidence. */
    private static final int SHOWN = 20;

    private final List<CauseEvidence> kinds;
    private final CauseWeights weights;

    public CauseEngine(List<CauseEvidence> kinds, CauseWeights weights) {
        this.kinds = List.copyOf(kinds);
        this.weights = weights;
    }

    /** All kinds of evidence of this package with their weights. */
    public static CauseEngine standard() {
        return new CauseEngine(standardKinds(), CauseWeights.priors());
    }

    public static List<CauseEvidence> standardKinds() {
        return List.of(
                new RobustShiftEvidence(),
                new OnsetOrderEvidence(),
                new DependencyEvidence(),
                new RecentChangeEvidence(),
                new KubernetesEvidence(),
                new LogEvidence(),
                new SignatureEvidence());
    }

    /** Never fails for want of facts: an empty case is a diagnosis that abstains. */
    public Diagnosis diagnose(Case facts) {
        Scene scene = Scene.of(facts);
        List<Weighed> ranking = rank(scene);
        double none = 1;
        double sum = none;
        for (Weighed each : ranking) sum += Math.exp(weights.sharpness() * each.odds());
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (Weighed each : ranking.subList(0, Math.min(SHOWN, ranking.size()))) {
            double confidence = Math.exp(weights.sharpness() * each.odds()) / sum;
            hypotheses.add(
                    new Hypothesis(
                            each.candidate(),
                            Math.clamp(confidence, 0, 1),
                            CausePath.from(scene, each.candidate().resource()),
                            each.evidence()));
        }
        boolean unsure = hypotheses.isEmpty() || hypotheses.getFirst().confidence() < SURE;
        return new Diagnosis(
                scene.onset(),
                hypotheses,
                unsure,
                unsure ? NextLook.at(scene, hypotheses) : List.of());
    }

    private record Weighed(Candidate candidate, double odds, List<Evidence> evidence) {}

    private List<Weighed> rank(Scene scene) {
        Map<Candidate, List<Evidence>> evidence = new LinkedHashMap<>();
        for (CauseEvidence kind : kinds) {
            List<Clue> clues =
                    kind instanceof SceneEvidence seen
                            ? seen.examine(scene)
                            : kind.examine(scene.facts());
            for (Clue clue : clues)
                evidence.computeIfAbsent(clue.candidate(), c -> new ArrayList<>())
                        .add(weigh(kind.kind(), clue));
        }
        List<Weighed> ranking = new ArrayList<>();
        for (Candidate candidate : candidates(evidence)) {
            List<Evidence> all = new ArrayList<>(evidence.getOrDefault(candidate, List.of()));
            if (candidate.kind() != FaultKind.UNKNOWN)
                all.addAll(
                        evidence.getOrDefault(
                                new Candidate(candidate.resource(), FaultKind.UNKNOWN), List.of()));
            all.sort(Comparator.comparingDouble((Evidence e) -> Math.abs(e.logOdds())).reversed());
            double odds = weights.bias();
            for (Evidence each : all) odds += each.logOdds();
            ranking.add(new Weighed(candidate, odds, all));
        }
        ranking.sort(
                Comparator.comparingDouble(Weighed::odds)
                        .reversed()
                        .thenComparing(each -> each.candidate().id()));
        return ranking;
    }

    /** Named kinds, and resources of which no kind is known. */
    private static List<Candidate> candidates(Map<Candidate, List<Evidence>> evidence) {
        List<Candidate> candidates = new ArrayList<>();
        for (Candidate candidate : evidence.keySet()) {
            boolean named =
                    candidate.kind() == FaultKind.UNKNOWN
                            && evidence.keySet().stream()
                                    .anyMatch(
                                            other ->
                                                    other.kind() != FaultKind.UNKNOWN
                                                            && other.resource()
                                                                    .equals(candidate.resource()));
            if (!named) candidates.add(candidate);
        }
        return candidates;
    }

    private Evidence weigh(String kind, Clue clue) {
        return new Evidence(
                clue.candidate(),
                kind,
                weights.of(kind) * clue.strength(),
                clue.words(),
                clue.query());
    }
}
