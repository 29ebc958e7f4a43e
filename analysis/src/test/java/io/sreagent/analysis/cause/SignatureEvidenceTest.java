package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.FaultKind;
import java.util.Comparator;
import org.junit.jupiter.api.Test;

class SignatureEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new SignatureEvidence();
    }

    @Override
    protected Case telling() {
        return new Shop(1).moves("memory_utilisation", Shop.pod("cart"), t -> 0.06 * t).facts();
    }

    @Test
    void rising_memory_looks_most_like_a_memory_fault() {
        assertThat(
                        evidence().examine(telling()).stream()
                                .max(Comparator.comparingDouble(Clue::strength)))
                .hasValueSatisfying(
                        clue -> assertThat(clue.candidate().kind()).isEqualTo(FaultKind.MEMORY));
    }
}
