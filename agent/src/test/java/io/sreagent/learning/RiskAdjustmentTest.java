package io.sreagent.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sreagent.contract.plan.PlaybookHistory.Past;
import org.junit.jupiter.api.Test;

class RiskAdjustmentTest {
    private record Settings(
            boolean enabled,
            int minExecutionsForLearning,
            double successRateThreshold,
            boolean autoRiskAdjustment,
            double maxRiskReduction)
            implements RiskAdjustment.Settings {}

    private final RiskAdjustment adjustment =
            new RiskAdjustment(new Settings(true, 3, 0.8, true, 0.2));

    @Test
    void few_runs_teach_nothing() {
        assertThat(adjustment.adjust(0.5, past(2, 2))).isEqualTo(0.5);
    }

    @Test
    void perfect_success_lowers_by_the_most_that_is_allowed() {
        assertThat(adjustment.adjust(0.5, past(10, 10))).isCloseTo(0.3, within(1e-9));
    }

    @Test
    void success_at_the_threshold_changes_nothing() {
        assertThat(adjustment.adjust(0.5, past(10, 8))).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void failure_raises() {
        assertThat(adjustment.adjust(0.5, past(10, 4))).isCloseTo(0.6, within(1e-9));
        assertThat(adjustment.adjust(0.95, past(10, 0))).isEqualTo(1);
    }

    @Test
    void it_never_falls_below_zero() {
        assertThat(adjustment.adjust(0.1, past(10, 10))).isZero();
    }

    @Test
    void switched_off_it_changes_nothing() {
        var off = new RiskAdjustment(new Settings(true, 3, 0.8, false, 0.2));
        assertThat(off.adjust(0.5, past(10, 10))).isEqualTo(0.5);
    }

    private static Past past(int runs, int successes) {
        return new Past(runs, successes, 0, 0, 0);
    }
}
