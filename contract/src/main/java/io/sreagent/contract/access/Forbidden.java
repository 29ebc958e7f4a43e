package io.sreagent.contract.access;

import java.util.Locale;

/** Someone who is known asked for what their role does not allow. */
public final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Forbidden(Principal who, Role needed) {
        super(
                "%s is %s; this needs %s. An admin can issue a token with that role."
                        .formatted(who.name(), word(who.role()), word(needed)));
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
