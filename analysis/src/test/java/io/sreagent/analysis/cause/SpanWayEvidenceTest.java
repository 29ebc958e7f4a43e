package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.FaultKind;
import org.junit.jupiter.api.Test;

class SpanWayEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new SpanWayEvidence();
    }

    @Override
    protected Case telling() {
        return new Shop(1)
                .calls("checkout", "payment", 5, 5)
                .slowCalls("checkout", "payment", 5, 90)
                .facts();
    }

    @Test
    void longer_way_between_two_places_is_a_network_fault() {
        assertThat(evidence().examine(telling()))
                .isNotEmpty()
                .allSatisfy(
                        clue -> assertThat(clue.candidate().kind()).isEqualTo(FaultKind.NETWORK));
    }
}
