package io.sreagent.learning;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One run of a playbook, from its first step to its end.
 *
 * @param risk of the plan, 0–1, as it was judged before
 * @param detail why it failed, in one line; empty when it did not
 */
public record PlaybookRun(
        String planId,
        String incidentId,
        String playbook,
        String playbookVersion,
        Ending ending,
        double risk,
        Instant startedAt,
        Instant endedAt,
        String detail) {

    /** How a run ended. */
    public enum Ending {
        VERIFIED, // it worked, and that was checked
        FAILED, // it was done, or refused by the platform, and did not help
        PARTIAL, // it was begun and could neither be finished nor undone
        UNKNOWN, // nobody can tell; counts as failed
        SELF_RECOVERED; // the trouble went away before; counts as neither

        public boolean isSuccess() {
            return this == VERIFIED;
        }

        public boolean isFailure() {
            return this == FAILED || this == PARTIAL || this == UNKNOWN;
        }
    }

    private static final int TEXT = 4000;

    /** As much of a text as the store holds: what an API server answers may be of any length. */
    static String fitting(String detail) {
        return detail.length() <= TEXT ? detail : detail.substring(0, TEXT - 1) + "…";
    }

    public PlaybookRun {
        requireNonNull(planId, "planId");
        requireNonNull(incidentId, "incidentId");
        requireNonNull(playbook, "playbook");
        requireNonNull(playbookVersion, "playbookVersion");
        requireNonNull(ending, "ending");
        detail = fitting(detail);
        if (!(risk >= 0 && risk <= 1)) throw new IllegalArgumentException("risk " + risk);
        if (endedAt.isBefore(startedAt)) {
            throw new IllegalArgumentException(planId + " ended before it started");
        }
    }
}
