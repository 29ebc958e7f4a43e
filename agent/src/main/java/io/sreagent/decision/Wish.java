package io.sreagent.decision;

import static java.util.Objects.requireNonNull;

import io.sreagent.contract.act.Intent;

/**
 * One step that a person wants done about an incident, instead of what a playbook would do. It
 * names what is wished; what it means is asked of the platform, and whether it may be done of the
 * policy gate, as for any plan.
 *
 * @param intent its target as the person named it, without an identity
 */
public record Wish(Intent intent, String reason) {
    public Wish {
        requireNonNull(intent, "intent");
        requireNonNull(reason, "reason");
    }
}
