package io.sreagent.cognition;

import io.sreagent.analysis.cause.CauseEngine;
import io.sreagent.analysis.finding.Diagnosis;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ranks the causes of a case. The arithmetic is the analysis library's; no language model has a say
 * in it.
 */
@Singleton
public final class Diagnoser {
    private final CauseEngine engine;

    /**
     * @param threshold confidence in the first cause below which a person decides, 0–1
     */
    public Diagnoser(
            @ConfigProperty(name = "rca.threshold", defaultValue = "0.65") double threshold) {
        this.engine = CauseEngine.standard(threshold);
    }

    public Diagnosis diagnose(Facts facts) {
        return engine.diagnose(facts.facts());
    }
}
