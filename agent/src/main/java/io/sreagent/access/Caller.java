package io.sreagent.access;

import io.sreagent.contract.access.Principal;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sent the request at hand, as the {@link Doorkeeper} found out. */
@RequestScoped
public class Caller {
    private @Nullable Principal principal;

    void is(Principal who) {
        this.principal = who;
    }

    public Optional<Principal> known() {
        return Optional.ofNullable(principal);
    }

    /** The caller of an endpoint that needs a role. */
    public Principal principal() {
        return known().orElseThrow(
                        () -> new IllegalStateException("asked for a caller at an open door"));
    }
}
