package io.sreagent.cognition;

import io.sreagent.analysis.cause.CauseEngine;
import io.sreagent.analysis.finding.Diagnosis;
import jakarta.inject.Singleton;

/**
 * Ranks the causes of a case. The arithmetic is the analysis library's; no language model has a say
 * in it.
 */
@Singleton
public final class Diagnoser {
    private final CauseEngine engine = CauseEngine.standard();

    public Diagnosis diagnose(Facts facts) {
        return engine.diagnose(facts.facts());
    }
}
