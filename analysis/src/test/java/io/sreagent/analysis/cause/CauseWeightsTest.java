package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CauseWeightsTest {
    private static final String WHOLE =
            "(bias)\t-3\n(certain)\t0.8\n(doubt)\t1.5\n(level)\t-0.2\n(alone)\t0.7\ngranger\t0.5\n";

    @Test
    void every_kind_of_evidence_has_a_shipped_weight() {
        assertThat(CauseWeights.shipped().weights().keySet())
                .containsAll(
                        CauseEngine.standardKinds().stream().map(CauseEvidence::kind).toList());
    }

    @Test
    void what_is_written_reads_back_the_same() {
        CauseWeights weights = CauseWeights.parse(WHOLE);

        assertThat(CauseWeights.parse(weights.text())).isEqualTo(weights);
    }

    @Test
    void a_calibration_that_is_missing_is_named() {
        assertThatThrownBy(() -> CauseWeights.parse(WHOLE.replace("(doubt)", "doubt")))
                .hasMessageContaining("(doubt)");
    }

    @Test
    void line_that_is_no_weight_is_named() {
        assertThatThrownBy(() -> CauseWeights.parse("(bias)\t-3\ngranger 0.5\n"))
                .hasMessageContaining("granger 0.5");
    }
}
