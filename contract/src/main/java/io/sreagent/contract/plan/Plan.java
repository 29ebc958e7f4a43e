package io.sreagent.contract.plan;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.finding.Candidate;
import io.sreagent.contract.act.Category;
import java.util.Comparator;
import java.util.List;

/**
 * What is to be done about an incident.
 *
 * @param id such as {@code PLAN-42-1}
 * @param playbook id of the playbook it was made from, with its version (a hash of its text)
 * @param cause the hypothesis it acts on
 * @param expectedSuccess from similar cases, 0–1
 * @param hash SHA-256, in hex, over all that an approval binds
 */
public record Plan(
        String id,
        String incidentId,
        String playbook,
        String playbookVersion,
        Candidate cause,
        List<Step> steps,
        Check verify,
        Risk risk,
        Reliability reliability,
        double expectedSuccess,
        String hash) {
    public Plan {
        requireNonNull(id, "id");
        requireNonNull(incidentId, "incidentId");
        requireNonNull(playbook, "playbook");
        requireNonNull(playbookVersion, "playbookVersion");
        requireNonNull(cause, "cause");
        requireNonNull(verify, "verify");
        requireNonNull(risk, "risk");
        requireNonNull(reliability, "reliability");
        requireNonNull(hash, "hash");
        steps = List.copyOf(steps);
        if (steps.isEmpty()) throw new IllegalArgumentException("a plan has at least one step");
    }

    /** The gravest category of its steps. */
    public Category category() {
        return steps.stream().map(Step::category).max(Comparator.naturalOrder()).orElseThrow();
    }
}
