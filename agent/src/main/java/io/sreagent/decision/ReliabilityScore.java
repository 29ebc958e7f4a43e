package io.sreagent.decision;

import io.sreagent.contract.plan.PlaybookHistory.Past;
import io.sreagent.contract.plan.Reliability;

/**
 * How far a plan can be trusted: {@code 0.25 diagnosis + 0.30 feedback + 0.25 past success + 0.20
 * pattern match}. What is unknown counts 0.5.
 */
final class ReliabilityScore {
    static final int RUNS_NEEDED = 20;

    private ReliabilityScore() {}

    static Reliability of(double diagnosis, double patternMatch, Past past) {
        int votes = past.thumbsUp() + past.thumbsDown();
        boolean known = votes > 0 && past.runs() >= RUNS_NEEDED;
        double feedback = votes == 0 ? 0.5 : (double) past.thumbsUp() / votes;
        double success =
                past.runs() < RUNS_NEEDED ? 0.5 : lowerBound(past.successes(), past.runs());
        double score = 0.25 * diagnosis + 0.30 * feedback + 0.25 * success + 0.20 * patternMatch;
        return new Reliability(score, diagnosis, feedback, success, patternMatch, known);
    }

    /**
     * Lower end of the 95 % Wilson score interval for a share (Wilson 1927): {@code (p + z²/2n − z
     * √(p(1−p)/n + z²/4n²)) / (1 + z²/n)} with z = 1.96. It stays honest for few runs, where p
     * itself would say 100 %.
     */
    static double lowerBound(int successes, int runs) {
        double z = 1.959964;
        double p = (double) successes / runs;
        double z2n = z * z / runs;
        double margin = z * Math.sqrt(p * (1 - p) / runs + z2n / (4 * runs));
        return Math.max(0, (p + z2n / 2 - margin) / (1 + z2n));
    }
}
