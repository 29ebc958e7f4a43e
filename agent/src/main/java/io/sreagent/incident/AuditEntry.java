package io.sreagent.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What is to be recorded.
 *
 * @param actor account name, or {@code sre-agent}
 * @param kind such as {@code incident.state}, {@code decision.approved}, {@code step.done}
 * @param subject id of what it is about
 * @param payload JSON text; may be erased later without breaking the chain. No secrets
 */
public record AuditEntry(Instant at, String actor, String kind, String subject, String payload) {
    public AuditEntry {
        requireNonNull(at, "at");
        requireNonNull(actor, "actor");
        requireNonNull(kind, "kind");
        requireNonNull(subject, "subject");
        requireNonNull(payload, "payload");
    }
}
