package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CauseLearnerTest {
    private static final CauseWeights START =
            new CauseWeights(
                    -1, Map.of("telling", 1.0, "empty", 1.0, "unseen", 2.5), Calibration.NONE);

    private static Suspect suspect(String name, double telling, double empty) {
        Candidate candidate = new Candidate(Shop.at(name), FaultKind.CPU);
        Words words = new Words("so it is", "如此");
        return new Suspect(
                candidate,
                Map.of(
                        "telling", new Clue(candidate, telling, words, "q"),
                        "empty", new Clue(candidate, empty, words, "q")));
    }

    private static List<CauseLearner.Example> examples() {
        Random random = new Random(3);
        List<CauseLearner.Example> examples = new ArrayList<>();
        for (int i = 0; i < 60; i++)
            examples.add(
                    new CauseLearner.Example(
                            List.of(
                                    suspect("cart", 0.8, random.nextDouble()),
                                    suspect("payment", 0.1, random.nextDouble())),
                            candidate -> candidate.resource().equals(Shop.at("cart")),
                            false));
        return examples;
    }

    @Test
    void evidence_that_points_at_the_cause_becomes_worth_more_and_empty_evidence_less() {
        CauseWeights learned = new CauseLearner(0.1).learn(examples(), START);

        assertThat(learned.of("telling")).isGreaterThan(2);
        assertThat(learned.of("empty")).isLessThan(learned.of("telling"));
    }

    @Test
    void evidence_the_cases_know_nothing_of_keeps_its_prior_worth() {
        CauseWeights learned = new CauseLearner(0.1).learn(examples(), START);

        assertThat(learned.of("unseen")).isEqualTo(2.5);
    }

    @Test
    void quiet_cases_make_the_engine_more_reluctant() {
        List<CauseLearner.Example> quiet = new ArrayList<>();
        for (int i = 0; i < 40; i++)
            quiet.add(
                    new CauseLearner.Example(
                            List.of(suspect("cart", 0.1, 0.5)), candidate -> false, true));

        assertThat(new CauseLearner(0.1).learn(quiet, START).bias()).isLessThan(-1);
    }
}
