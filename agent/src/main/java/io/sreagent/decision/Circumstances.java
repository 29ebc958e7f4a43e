package io.sreagent.decision;

import static java.util.Objects.requireNonNull;

import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.contract.plan.PlaybookHistory.Past;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * All that the policy gate looks at besides the plan, read afresh each time it is asked.
 *
 * @param switches what every kill switch says, by its name
 * @param window the maintenance or freeze window that is open for a target now, if any
 * @param automationOn whether automatic action is on at all, and {@code serviceEnabled} for the
 *     plan's services
 * @param automaticLastHour automatic actions of the last hour on all targets, and {@code
 *     automaticOnTarget} on these
 * @param opposite what was done to a target in the last 24 hours that this plan would take back, if
 *     anything
 * @param playbookDisabled whether a person, or two failed runs, switched the playbook off
 * @param shadowPassed whether the playbook has earned AUTO by its shadow record
 */
public record Circumstances(
        Map<String, KillSwitch.State> switches,
        Optional<String> window,
        boolean shadow,
        boolean automationOn,
        boolean serviceEnabled,
        int automaticLastHour,
        int automaticOnTarget,
        Optional<String> opposite,
        Past past,
        boolean playbookDisabled,
        boolean shadowPassed,
        Instant now) {
    public Circumstances {
        switches = Map.copyOf(switches);
        requireNonNull(window, "window");
        requireNonNull(opposite, "opposite");
        requireNonNull(past, "past");
        requireNonNull(now, "now");
    }
}
