package io.sreagent.simulator.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is true about a scenario; for the evaluator alone. */
public record Truth(
        List<RootCause> rootCauses,
        @Nullable Symptom symptom,
        List<AcceptableFix> acceptableFixes,
        List<String> innocent) {
    /** What really broke, where. */
    public record RootCause(String service, CauseKind kind) {}

    /** An action that mends; relief only pushes the trouble away for a while. */
    public record AcceptableFix(FixAction action, String target, boolean relief) {}

    /** The indicator that tells, and the value at which it leaves its band. */
    public record Symptom(String service, Indicator indicator, double leaves, boolean above) {
        public boolean out(double value) {
            return above ? value > leaves : value < leaves;
        }
    }

    public Truth {
        rootCauses = List.copyOf(rootCauses);
        acceptableFixes = List.copyOf(acceptableFixes);
        innocent = List.copyOf(innocent);
    }

    /** Whether only a person may resolve it. */
    public boolean wantsPerson() {
        return acceptableFixes.stream().anyMatch(fix -> fix.action() == FixAction.HUMAN);
    }
}
