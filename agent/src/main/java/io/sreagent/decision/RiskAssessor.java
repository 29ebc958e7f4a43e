package io.sreagent.decision;

import io.sreagent.analysis.finding.Breach;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.incident.Severity;
import io.sreagent.contract.plan.Risk;
import io.sreagent.contract.plan.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How much could go wrong by acting: {@code 0.20 severity + 0.20 urgency + 0.35 impact + 0.25
 * complexity}, each 0–1. The weights put what an action touches above how loud the trouble is; they
 * are the product's own choice, not measured.
 */
final class RiskAssessor {
    private static final Duration SOON = Duration.ofHours(6);

    private RiskAssessor() {}

    static Risk assess(Situation situation, List<Step> steps) {
        double severity = severity(situation.incident().severity());
        double urgency = urgency(situation.breaches(), situation.now());
        double impact = impact(situation, steps);
        double complexity = complexity(steps);
        double score = 0.20 * severity + 0.20 * urgency + 0.35 * impact + 0.25 * complexity;
        return new Risk(Math.clamp(score, 0, 1), severity, urgency, impact, complexity);
    }

    private static double severity(Severity severity) {
        return switch (severity) {
            case LOW -> 0.1;
            case MEDIUM -> 0.4;
            case HIGH -> 0.7;
            case CRITICAL -> 1.0;
        };
    }

    /** 1 when a limit is being crossed now, 0 when none will be within six hours. */
    private static double urgency(List<Breach> breaches, Instant now) {
        return breaches.stream()
                .map(Breach::expected)
                .min(Comparator.naturalOrder())
                .map(at -> 1 - (double) Duration.between(now, at).toSeconds() / SOON.toSeconds())
                .map(urgency -> Math.clamp(urgency, 0, 1))
                .orElse(0.0);
    }

    /**
     * Share of all services that depend on what is touched, at least a little for every object
     * replaced.
     */
    private static double impact(Situation situation, List<Step> steps) {
        double dependants =
                situation.dependants().size() / (double) Math.max(1, situation.services());
        long touched = steps.stream().mapToLong(step -> step.preview().affected().size()).sum();
        return Math.clamp(0.1 + 0.6 * dependants + 0.02 * touched, 0, 1);
    }

    /** One undoable step 0.2, each further 0.15; a destructive step is 1. */
    private static double complexity(List<Step> steps) {
        if (steps.stream().anyMatch(step -> step.category() == Category.DESTRUCTIVE)) return 1;
        long fixed = steps.stream().filter(step -> !step.rollback()).count();
        return Math.clamp(0.2 + 0.15 * (steps.size() - 1) + 0.1 * fixed, 0, 1);
    }
}
