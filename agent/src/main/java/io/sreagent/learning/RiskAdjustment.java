package io.sreagent.learning;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.sreagent.contract.plan.PlaybookHistory.Past;
import jakarta.inject.Singleton;

/**
 * Corrects a risk score by how the playbook has fared.
 *
 * <p>With success rate {@code s} over at least {@code min_executions_for_learning} runs, threshold
 * {@code t} and {@code m = max_risk_reduction}: at or above the threshold the score falls by {@code
 * m (s − t) / (1 − t)}, below it rises by {@code m (t − s) / t}; kept within 0–1. Fewer runs change
 * nothing. A threshold of 1 can only raise.
 */
@Singleton
public class RiskAdjustment {

    /** How much is learned from outcomes. */
    @ConfigMapping(prefix = "learning", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface Settings {
        @WithDefault("true")
        boolean enabled();

        @WithDefault("3")
        int minExecutionsForLearning();

        @WithDefault("0.8")
        double successRateThreshold();

        @WithDefault("true")
        boolean autoRiskAdjustment();

        @WithDefault("0.2")
        double maxRiskReduction();
    }

    private final Settings settings;

    public RiskAdjustment(Settings settings) {
        this.settings = settings;
    }

    /**
     * @param risk 0–1
     * @return 0–1
     */
    public double adjust(double risk, Past past) {
        boolean off = !settings.enabled() || !settings.autoRiskAdjustment();
        if (off || past.runs() < Math.max(1, settings.minExecutionsForLearning())) return risk;
        double rate = (double) past.successes() / past.runs();
        double threshold = settings.successRateThreshold();
        double change =
                rate >= threshold
                        ? -(threshold < 1 ? (rate - threshold) / (1 - threshold) : 0)
                        : (threshold - rate) / threshold;
        return Math.clamp(risk + settings.maxRiskReduction() * change, 0, 1);
    }
}
