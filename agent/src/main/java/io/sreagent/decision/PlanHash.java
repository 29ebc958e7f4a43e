package io.sreagent.decision;

import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.plan.Check;
import io.sreagent.contract.plan.Step;
import io.sreagent.incident.Sha256;
import java.util.List;

/**
 * SHA-256 over all that a verdict and an approval bind: playbook version, every step's tool,
 * arguments, target UID, each touched field with its value now and afterwards, and the dry run's
 * diff. Every part is written with its length, so that no two plans share one text.
 */
final class PlanHash {
    private final StringBuilder text = new StringBuilder();

    private PlanHash() {}

    static String of(
            String planId, String playbook, String version, List<Step> steps, Check verify) {
        PlanHash hash = new PlanHash();
        hash.add(planId).add(playbook).add(version).add(verify.toString());
        steps.forEach(hash::add);
        return Sha256.hex(hash.text.toString());
    }

    private void add(Step step) {
        add(step.key()).add(step.intent().tool()).add(step.category().name());
        step.intent().arguments().forEach((name, value) -> add(name).add(value));
        add(String.valueOf(step.rollback())).add(step.timeout().toString());
        add(String.valueOf(step.onlyWhileTroubled()));
        Preview preview = step.preview();
        add(preview.target().id()).add(preview.target().uid()).add(preview.diff());
        for (FieldChange change : preview.changes()) {
            add(change.path())
                    .add(String.valueOf(change.before()))
                    .add(String.valueOf(change.after()));
        }
    }

    private PlanHash add(String part) {
        text.append(part.length()).append(':').append(part);
        return this;
    }
}
