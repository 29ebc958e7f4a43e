package io.sreagent.incident;

import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * The append-only chain of what was observed, decided and done. A record is written in the
 * transaction of what it tells of, as its last act, so that neither exists without the other.
 */
@Singleton
public class AuditLog {
    static final String ERASURE = "audit.erasure";

    private final Database database;
    private final AuditAnchor anchor;
    private final SecureRandom random = new SecureRandom();

    public AuditLog(Database database, AuditAnchor anchor) {
        this.database = database;
        this.anchor = anchor;
    }

    /** Records an entry when the transaction commits, after all that the transaction did before. */
    public void append(Tx tx, AuditEntry entry) {
        tx.beforeCommit(
                () -> {
                    AuditRecord record = insert(tx.handle(), entry);
                    tx.afterCommit(() -> anchor.write(record));
                });
    }

    /**
     * Erases the payload of one record, for ever, and records who asked for it.
     *
     * @return false when there is no such record, or it is erased already
     */
    public boolean erase(Tx tx, long sequence, Principal who, String reason, Instant at) {
        who.require(Role.ADMIN);
        int erased =
                tx.handle()
                        .createUpdate(
                                "UPDATE audit_record SET payload = NULL, salt = NULL WHERE sequence = :sequence AND payload IS NOT NULL")
                        .bind("sequence", sequence)
                        .execute();
        if (erased == 0) return false;
        String subject = Long.toString(sequence);
        append(tx, new AuditEntry(at, who.name(), ERASURE, subject, Json.write(reason)));
        return true;
    }

    /** Records about a subject, oldest first. */
    public List<AuditRecord> about(String subject) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM audit_record WHERE subject = :subject ORDER BY sequence")
                                .bind("subject", subject)
                                .map((row, context) -> record(row))
                                .list());
    }

    /** Records from a sequence number on, oldest first. */
    public List<AuditRecord> from(long sequence, int limit) {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT * FROM audit_record WHERE sequence >= :from ORDER BY sequence FETCH FIRST :limit ROWS ONLY")
                                .bind("from", sequence)
                                .bind("limit", limit)
                                .map((row, context) -> record(row))
                                .list());
    }

    /**
     * Why the chain cannot be trusted to be complete just now; while it stands, nothing may act.
     */
    public Optional<String> trouble() {
        return anchor.trouble();
    }

    /** Walks the chain and compares it with the anchors. Cost: one read of every record. */
    public AuditVerification verify() {
        return database.jdbi().inTransaction(this::verify);
    }

    private AuditVerification verify(Handle handle) {
        Map<Long, String> anchors = anchors();
        // Read after the anchors, so that what is appended meanwhile lies beyond both.
        Head head = head(handle, "");
        try (var records =
                handle.createQuery(
                                "SELECT * FROM audit_record WHERE sequence <= :last ORDER BY sequence")
                        .bind("last", head.sequence)
                        .setFetchSize(1000)
                        .map((row, context) -> record(row))
                        .iterator()) {
            AuditWalk walk =
                    new AuditWalk(anchors, hash -> isKnown(handle, hash), erasures(handle));
            return walk.over(records, head.sequence, head.hash);
        }
    }

    private Map<Long, String> anchors() {
        try {
            return anchor.read();
        } catch (IOException e) {
            throw new UncheckedIOException("the audit anchors cannot be read", e);
        }
    }

    private static Set<Long> erasures(Handle handle) {
        return handle
                .createQuery("SELECT subject FROM audit_record WHERE kind = :kind")
                .bind("kind", ERASURE)
                .mapTo(String.class)
                .stream()
                .filter(subject -> subject.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .collect(Collectors.toSet());
    }

    private AuditRecord insert(Handle handle, AuditEntry entry) {
        Head head = head(handle, " FOR UPDATE");
        AuditRecord record = AuditRecord.next(head.sequence, head.hash, entry, salt());
        handle.createUpdate(
                        """
                        INSERT INTO audit_record (sequence, recorded_at, actor, kind, subject, salt, payload,
                            content_hash, previous_hash, hash)
                        VALUES (:sequence, :at, :actor, :kind, :subject, :salt, :payload,
                            :contentHash, :previousHash, :hash)
                        """)
                .bind("sequence", record.sequence())
                .bind("at", record.at())
                .bind("actor", record.actor())
                .bind("kind", record.kind())
                .bind("subject", record.subject())
                .bind("salt", record.salt())
                .bind("payload", record.payload())
                .bind("contentHash", record.contentHash())
                .bind("previousHash", record.previousHash())
                .bind("hash", record.hash())
                .execute();
        handle.createUpdate(
                        "UPDATE audit_head SET last_sequence = :sequence, last_hash = :hash WHERE id = 1")
                .bind("sequence", record.sequence())
                .bind("hash", record.hash())
                .execute();
        return record;
    }

    private record Head(long sequence, String hash) {}

    private static Head head(Handle handle, String lock) {
        return handle.createQuery(
                        "SELECT last_sequence, last_hash FROM audit_head WHERE id = 1" + lock)
                .map(
                        (row, context) ->
                                new Head(row.getLong("last_sequence"), row.getString("last_hash")))
                .one();
    }

    private static boolean isKnown(Handle handle, String hash) {
        return handle.createQuery("SELECT COUNT(*) FROM audit_record WHERE hash = :hash")
                        .bind("hash", hash)
                        .mapTo(Integer.class)
                        .one()
                > 0;
    }

    private String salt() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static AuditRecord record(ResultSet row) throws SQLException {
        return new AuditRecord(
                row.getLong("sequence"),
                Sql.instant(row, "recorded_at"),
                row.getString("actor"),
                row.getString("kind"),
                row.getString("subject"),
                row.getString("salt"),
                row.getString("payload"),
                row.getString("content_hash"),
                row.getString("previous_hash"),
                row.getString("hash"));
    }
}
