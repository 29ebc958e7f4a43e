package io.sreagent.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One flag of the policy, with who set it and why.
 *
 * @param scope {@code automation}, {@code kill_switch}, {@code service:shop/checkout} or {@code
 *     playbook:ID}
 */
public record Policy(String scope, boolean enabled, String by, String reason, Instant at) {

    /** Whether anything at all may run without a person. */
    public static final String AUTOMATION = "automation";

    /** Enabled means engaged: nothing may act. */
    public static final String KILL_SWITCH = "kill_switch";

    public Policy {
        requireNonNull(scope, "scope");
        requireNonNull(by, "by");
        requireNonNull(reason, "reason");
        requireNonNull(at, "at");
    }

    /**
     * @param resourceId such as {@code shop/checkout}
     */
    public static String service(String resourceId) {
        return "service:" + resourceId;
    }

    public static String playbook(String id) {
        return "playbook:" + id;
    }
}
