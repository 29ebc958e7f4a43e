package io.sreagent.incident;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One link of the audit chain.
 *
 * <p>{@code content hash = SHA-256(salt, payload)} and {@code hash = SHA-256(sequence, previous
 * hash, at, actor, kind, subject, content hash)}, each over a JSON array in UTF-8, in lower-case
 * hex. The chain holds the content's hash rather than the content, so that a payload can be erased
 * and everything else still be proved; the salt, erased with it, keeps a short payload from being
 * guessed from its hash.
 *
 * @param sequence counts from 1 without gaps
 * @param salt random; null when erased
 * @param payload JSON text; null when erased
 */
public record AuditRecord(
        long sequence,
        Instant at,
        String actor,
        String kind,
        String subject,
        @Nullable String salt,
        @Nullable String payload,
        String contentHash,
        String previousHash,
        String hash) {

    /** What stands before the first record. */
    static final String GENESIS = "0".repeat(64);

    static AuditRecord next(long last, String lastHash, AuditEntry entry, String salt) {
        AuditRecord unsealed =
                new AuditRecord(
                        last + 1,
                        Sql.micros(entry.at()),
                        entry.actor(),
                        entry.kind(),
                        entry.subject(),
                        salt,
                        entry.payload(),
                        sha256(List.of(salt, entry.payload())),
                        lastHash,
                        "");
        return unsealed.sealed();
    }

    /** Whether the payload was erased, rightly or not. */
    public boolean isErased() {
        return payload == null;
    }

    boolean contentHolds() {
        return salt == null || payload == null
                ? salt == null && payload == null
                : contentHash.equals(sha256(List.of(salt, payload)));
    }

    boolean sealHolds() {
        return hash.equals(sealed().hash);
    }

    private AuditRecord sealed() {
        String seal =
                sha256(
                        List.of(
                                Long.toString(sequence),
                                previousHash,
                                at.toString(),
                                actor,
                                kind,
                                subject,
                                contentHash));
        return new AuditRecord(
                sequence, at, actor, kind, subject, salt, payload, contentHash, previousHash, seal);
    }

    private static String sha256(List<String> parts) {
        return Sha256.hex(Json.write(parts));
    }
}
