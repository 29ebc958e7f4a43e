package io.sreagent.cognition;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.analysis.finding.Words;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hypotheses side by side. */
class EvidenceTableTest {

    @Test
    void
            what_tells_the_first_from_the_second_comes_first_and_what_favours_the_second_is_left_out() {
        EvidenceTable table =
                EvidenceTable.of(
                        diagnosis(
                                suspect("db", Map.of("onset_order", 2.0, "log_lines", 0.5)),
                                suspect(
                                        "cart",
                                        Map.of("onset_order", -0.5, "recent_change", 1.0))));

        assertThat(table.rows().getFirst())
                .isEqualTo(new EvidenceTable.Row("onset_order", List.of(2.0, -0.5)));
        assertThat(table.againstRunnerUp())
                .extracting(EvidenceTable.Row::kind)
                .containsExactly("onset_order", "log_lines");
    }

    @Test
    void a_single_suspect_has_no_runner_up() {
        EvidenceTable table =
                EvidenceTable.of(diagnosis(suspect("db", Map.of("onset_order", 2.0))));

        assertThat(table.againstRunnerUp()).isEmpty();
        assertThat(table.columns()).hasSize(1);
    }

    private static Diagnosis diagnosis(Hypothesis... hypotheses) {
        return new Diagnosis(Instant.EPOCH, List.of(hypotheses), false, List.of());
    }

    private static Hypothesis suspect(String name, Map<String, Double> logOdds) {
        Candidate candidate = new Candidate(Resource.service("shop", name), FaultKind.CPU);
        return new Hypothesis(
                candidate,
                0.5,
                List.of(candidate.resource()),
                logOdds.entrySet().stream()
                        .map(
                                each ->
                                        new Evidence(
                                                candidate,
                                                each.getKey(),
                                                each.getValue(),
                                                new Words("so", "如此"),
                                                "up"))
                        .toList());
    }
}
