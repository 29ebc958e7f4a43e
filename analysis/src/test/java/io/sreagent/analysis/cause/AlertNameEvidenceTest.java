package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertNameEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new AlertNameEvidence(new AlertVocabulary(Map.of("memory_utilisation up", 3.0)));
    }

    @Override
    protected Case telling() {
        return new Shop(1)
                .alarm("latency_p99", "cart")
                .alarm("memory_utilisation", "payment")
                .facts();
    }

    @Test
    void name_that_was_never_learned_is_no_clue() {
        AlertNameEvidence unlearned = new AlertNameEvidence(new AlertVocabulary(Map.of()));

        assertThat(unlearned.examine(telling())).isEmpty();
    }
}
