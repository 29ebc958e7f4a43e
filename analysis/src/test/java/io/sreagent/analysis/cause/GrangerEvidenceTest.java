package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class GrangerEvidenceTest extends CauseEvidenceContract {

    @Override
    protected CauseEvidence evidence() {
        return new GrangerEvidence();
    }

    @Override
    protected Case telling() {
        return followed();
    }

    /** The caller follows its callee by one sample. */
    private static Case followed() {
        Random random = new Random(5);
        double[] wave = new double[40];
        for (int i = 0; i < wave.length; i++) wave[i] = 0.5 + 0.3 * random.nextGaussian();
        return new Shop(1)
                .moves("latency_p99", Shop.at("cart"), t -> wave[(int) (2 * t) + 1])
                .moves("latency_p99", Shop.at("frontend"), t -> wave[(int) (2 * t)])
                .facts();
    }

    @Test
    void callee_whose_past_foretells_its_caller_is_more_suspect_than_the_caller() {
        for (Clue clue : evidence().examine(telling())) {
            boolean callee = clue.candidate().resource().equals(Shop.at("cart"));
            assertThat(clue.strength() > 0).isEqualTo(callee);
        }
    }
}
