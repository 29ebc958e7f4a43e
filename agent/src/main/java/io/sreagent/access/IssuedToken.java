package io.sreagent.access;

import io.sreagent.contract.access.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token without its secret.
 *
 * @param id to revoke it by; the beginning of the secret's hash, so it tells nothing
 * @param revokedAt null while it is good
 */
public record IssuedToken(
        String id,
        Principal principal,
        Instant createdAt,
        String createdBy,
        @Nullable Instant revokedAt) {}
