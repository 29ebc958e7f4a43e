package io.sreagent.incident;

import io.sreagent.incident.AuditVerification.Fault;
import io.sreagent.incident.AuditVerification.Flaw;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Walks the chain once, in order, holding one record at a time, and stops at the first flaw.
 *
 * <p>A record is right when it stands at its number, its hash is the hash of what it says, it says
 * the hash of the one before, and its anchor, if it has one, says the same hash. Someone who
 * changes a record and computes its hash anew breaks the next record's back reference, or, having
 * rebuilt all that follow, the anchors.
 */
final class AuditWalk {
    private final Map<Long, String> anchors;
    private final Predicate<String> isSomeRecordsHash;
    private final Set<Long> erased;
    private long last;
    private long anchored;
    private String lastHash = AuditRecord.GENESIS;

    /**
     * @param isSomeRecordsHash whether any record of the table has this hash: tells reordering from
     *     removal
     * @param erased sequences whose erasure was recorded
     */
    AuditWalk(Map<Long, String> anchors, Predicate<String> isSomeRecordsHash, Set<Long> erased) {
        this.anchors = anchors;
        this.isSomeRecordsHash = isSomeRecordsHash;
        this.erased = erased;
    }

    /**
     * @param head what the database believes to be the last record
     */
    AuditVerification over(Iterator<AuditRecord> records, long head, String headHash) {
        while (records.hasNext()) {
            AuditRecord record = records.next();
            Flaw flaw = check(record);
            if (flaw != null) return new AuditVerification(record.sequence(), anchored, flaw);
            last = record.sequence();
            lastHash = record.hash();
        }
        return new AuditVerification(last, anchored, checkEnd(head, headHash));
    }

    private @Nullable Flaw check(AuditRecord record) {
        long expected = last + 1;
        if (record.sequence() != expected) {
            return new Flaw(
                    expected,
                    Fault.MISSING,
                    "record %d is missing; %d follows %d"
                            .formatted(expected, record.sequence(), last));
        }
        if (!record.previousHash().equals(lastHash)) return brokenLink(record);
        if (!record.sealHolds()) {
            return new Flaw(
                    expected,
                    Fault.CHANGED,
                    "record %d was changed: its hash is not the hash of what it says"
                            .formatted(expected));
        }
        if (!record.contentHolds()) {
            return new Flaw(
                    expected,
                    Fault.CHANGED,
                    "the payload of record %d was changed".formatted(expected));
        }
        if (record.isErased() && !erased.contains(expected)) {
            return new Flaw(
                    expected,
                    Fault.ERASED,
                    "the payload of record %d is gone, and no erasure was recorded"
                            .formatted(expected));
        }
        String anchor = anchors.get(expected);
        if (anchor == null) return null;
        anchored++;
        return anchor.equals(record.hash())
                ? null
                : new Flaw(
                        expected,
                        Fault.CHANGED,
                        "record %d was changed: its anchor outside the database says another hash"
                                .formatted(expected));
    }

    /** The record does not continue what stands before it. One of the two is not as written. */
    private Flaw brokenLink(AuditRecord record) {
        long expected = record.sequence();
        if (isSomeRecordsHash.test(record.previousHash())
                || (expected > 1 && record.previousHash().equals(AuditRecord.GENESIS))) {
            return new Flaw(
                    expected,
                    Fault.REORDERED,
                    "record %d stands where it was not written: it continues another record than %d"
                            .formatted(expected, last));
        }
        if (record.sealHolds() && last > 0) {
            return new Flaw(
                    last,
                    Fault.CHANGED,
                    "record %d was changed: %d was written after another version of it"
                            .formatted(last, expected));
        }
        return new Flaw(
                expected,
                Fault.MISSING,
                "the record that was written as %d is missing: what stands there continues one that is gone"
                        .formatted(expected));
    }

    private @Nullable Flaw checkEnd(long head, String headHash) {
        long known = Math.max(head, anchors.keySet().stream().max(Long::compare).orElse(0L));
        if (known > last) {
            return new Flaw(
                    last + 1,
                    Fault.TRUNCATED,
                    "records %d to %d were cut off the end".formatted(last + 1, known));
        }
        if (!headHash.equals(lastHash)) {
            return new Flaw(
                    last,
                    Fault.CHANGED,
                    "record %d is not the one that was written last".formatted(last));
        }
        if (last > 0 && anchors.isEmpty()) {
            return new Flaw(
                    1,
                    Fault.UNANCHORED,
                    "no record has an anchor: the anchor file is empty or gone, so that records cut off the end would not be missed");
        }
        return null;
    }
}
