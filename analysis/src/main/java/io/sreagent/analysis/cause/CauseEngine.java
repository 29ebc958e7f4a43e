package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Hypothesis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Adds up the evidence of a case and ranks the candidates.
 *
 * <p>{@code odds(c) = bias + Σ weight(kind) · strength(kind, c)}; a clue about a resource counts
 * for every candidate of that resource. Confidence is {@code e^odds(c) / (1 + Σ e^odds)}: the 1
 * stands for "none of these", so that a case in which nothing is wrong gives confidence to nobody;
 * that in the first is then calibrated ({@link Calibration}). Below {@value #SURE} for the first
 * the engine abstains.
 */
public final class CauseEngine {
    /** Below this confidence in the first hypothesis, two in three, the engine would not act. */
    public static final double SURE = 0.65;

    /** A person reads a handful; the rest has next to no confidence. */
    private static final int SHOWN = 20;

    private final List<CauseEvidence> kinds;
    private final CauseWeights weights;
    private final double sure;

    public CauseEngine(List<CauseEvidence> kinds, CauseWeights weights) {
        this(kinds, weights, SURE);
    }

    /**
     * @param sure confidence in the first hypothesis below which it abstains, 0–1
     */
    public CauseEngine(List<CauseEvidence> kinds, CauseWeights weights, double sure) {
        if (!(sure >= 0 && sure <= 1)) throw new IllegalArgumentException("sure " + sure);
        this.kinds = List.copyOf(kinds);
        this.weights = weights;
        this.sure = sure;
    }

    /** All kinds of evidence of this package with their weights. */
    public static CauseEngine standard() {
        return standard(SURE);
    }

    /**
     * @param sure confidence in the first hypothesis below which it abstains, 0–1
     */
    public static CauseEngine standard(double sure) {
        return new CauseEngine(standardKinds(), CauseWeights.shipped(), sure);
    }

    public static List<CauseEvidence> standardKinds() {
        return standardKinds(AlertVocabulary.shipped());
    }

    /**
     * @param vocabulary what the names of alerts are worth here
     */
    public static List<CauseEvidence> standardKinds(AlertVocabulary vocabulary) {
        return List.of(
                new RobustShiftEvidence(RobustShiftEvidence.Side.RESOURCE),
                new RobustShiftEvidence(RobustShiftEvidence.Side.SYMPTOM),
                new OnsetOrderEvidence(),
                new DependencyEvidence(),
                new AlarmEvidence(),
                new RecentChangeEvidence(),
                new KubernetesEvidence(),
                new LogEvidence(),
                new LogFlowEvidence(),
                new SpanEvidence(),
                new SpanWayEvidence(),
                new GrangerEvidence(),
                new PartialCorrelationEvidence(),
                new AlertNameEvidence(vocabulary),
                new SignatureEvidence());
    }

    /** Never fails for want of facts: an empty case is a diagnosis that abstains. */
    public Diagnosis diagnose(Case facts) {
        Scene scene = Scene.of(facts);
        List<Weighed> ranking = rank(scene);
        double[] confidences =
                weights.confidences(ranking.stream().mapToDouble(Weighed::odds).toArray());
        List<Hypothesis> hypotheses = new ArrayList<>();
        for (int i = 0; i < Math.min(SHOWN, ranking.size()); i++) {
            Weighed each = ranking.get(i);
            CausePath path = CausePath.from(scene, each.candidate().resource());
            hypotheses.add(
                    new Hypothesis(
                            each.candidate(),
                            Math.clamp(confidences[i], 0, 1),
                            path.places(),
                            path.hops(),
                            each.evidence()));
        }
        boolean unsure = hypotheses.isEmpty() || hypotheses.getFirst().confidence() < sure;
        return new Diagnosis(
                scene.onset(),
                hypotheses,
                unsure,
                unsure ? NextLook.at(scene, hypotheses) : List.of());
    }

    /** All candidates of a case with what each kind of evidence says of them; for learning. */
    public List<Suspect> suspects(Case facts) {
        return suspects(Scene.of(facts));
    }

    private record Weighed(Candidate candidate, double odds, List<Evidence> evidence) {}

    private List<Suspect> suspects(Scene scene) {
        Map<Candidate, Map<String, Clue>> clues = new LinkedHashMap<>();
        for (CauseEvidence kind : kinds) {
            List<Clue> told =
                    kind instanceof SceneEvidence seen
                            ? seen.examine(scene)
                            : kind.examine(scene.facts());
            for (Clue clue : told)
                clues.computeIfAbsent(clue.candidate(), c -> new LinkedHashMap<>())
                        .put(kind.kind(), clue);
        }
        List<Suspect> suspects = new ArrayList<>();
        for (Candidate candidate : candidates(clues.keySet())) {
            Map<String, Clue> all = new LinkedHashMap<>();
            Candidate any = new Candidate(candidate.resource(), FaultKind.UNKNOWN);
            all.putAll(clues.getOrDefault(any, Map.of()));
            all.putAll(clues.getOrDefault(candidate, Map.of()));
            suspects.add(new Suspect(candidate, all));
        }
        return suspects;
    }

    private List<Weighed> rank(Scene scene) {
        List<Weighed> ranking = new ArrayList<>();
        for (Suspect suspect : suspects(scene)) {
            List<Evidence> all = new ArrayList<>();
            suspect.clues().forEach((kind, clue) -> all.add(weigh(kind, clue)));
            all.sort(Comparator.comparingDouble((Evidence e) -> Math.abs(e.logOdds())).reversed());
            ranking.add(new Weighed(suspect.candidate(), weights.odds(suspect), all));
        }
        ranking.sort(
                Comparator.comparingDouble(Weighed::odds)
                        .reversed()
                        .thenComparing(each -> each.candidate().id()));
        return ranking;
    }

    /** Named kinds, and resources of which no kind is known. */
    private static List<Candidate> candidates(Set<Candidate> known) {
        Set<Resource> named = new HashSet<>();
        for (Candidate candidate : known)
            if (candidate.kind() != FaultKind.UNKNOWN) named.add(candidate.resource());
        return known.stream()
                .filter(
                        candidate ->
                                candidate.kind() != FaultKind.UNKNOWN
                                        || !named.contains(candidate.resource()))
                .toList();
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
