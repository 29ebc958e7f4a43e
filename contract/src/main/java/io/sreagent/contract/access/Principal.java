package io.sreagent.contract.access;

import static java.util.Objects.requireNonNull;

/**
 * Who is asking, as authenticated: never taken from what they send.
 *
 * @param name of the account; two approvals under one name count as one person
 * @param service a program, an agent or another machine rather than a person
 */
public record Principal(String name, Role role, boolean service) {

    public Principal {
        requireNonNull(name, "name");
        requireNonNull(role, "role");
        if (name.isBlank()) throw new IllegalArgumentException("a principal has a name");
    }

    /** Only people approve, whatever role a service was given. */
    public boolean mayApprove() {
        return !service && role.includes(Role.APPROVER);
    }

    /**
     * @throws Forbidden when the role is not enough
     */
    public void require(Role needed) {
        if (!role.includes(needed)) throw new Forbidden(this, needed);
    }
}
