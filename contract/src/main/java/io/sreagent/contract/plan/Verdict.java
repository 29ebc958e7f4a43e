package io.sreagent.contract.plan;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What the policy gate says of a plan, with every reason.
 *
 * @param planHash the plan it was given for; for any other it is void
 * @param expires from then on it is void
 */
public record Verdict(
        Mode mode, List<Reason> reasons, String planHash, Instant at, Instant expires) {

    /**
     * What one check found.
     *
     * @param check such as {@code kill_switch}, {@code deny_list}, {@code risk}
     * @param mode the mildest mode this check allows
     */
    public record Reason(String check, Mode mode, String words) {
        public Reason {
            requireNonNull(check, "check");
            requireNonNull(mode, "mode");
            requireNonNull(words, "words");
        }
    }

    public Verdict {
        requireNonNull(mode, "mode");
        requireNonNull(planHash, "planHash");
        requireNonNull(at, "at");
        requireNonNull(expires, "expires");
        reasons = List.copyOf(reasons);
        for (Reason reason : reasons) {
            if (reason.mode().compareTo(mode) > 0) {
                throw new IllegalArgumentException(mode + " is milder than " + reason);
            }
        }
    }
}
