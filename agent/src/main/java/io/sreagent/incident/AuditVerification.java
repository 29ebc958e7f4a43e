package io.sreagent.incident;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What walking the audit chain found.
 *
 * @param records how many there are
 * @param anchored how many of them were checked against an anchor outside the database
 * @param flaw the first thing that is wrong; null when nothing is
 */
public record AuditVerification(long records, long anchored, @Nullable Flaw flaw) {

    /** What is wrong with a record. */
    public enum Fault {
        CHANGED, // it is not what was written
        MISSING, // it was taken out, and later ones are still there
        REORDERED, // it stands at another place than it was written at
        TRUNCATED, // it was the first one cut off the end
        ERASED, // its payload is gone, and no erasure was recorded
        UNANCHORED // no record at all has an anchor: nothing outside the database vouches for any
    }

    /**
     * @param sequence the record's number
     * @param words for people
     */
    public record Flaw(long sequence, Fault fault, String words) {}

    public boolean isIntact() {
        return flaw == null;
    }

    public Optional<Flaw> first() {
        return Optional.ofNullable(flaw);
    }
}
