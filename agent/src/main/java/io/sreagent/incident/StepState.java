package io.sreagent.incident;

import java.util.EnumSet;
import java.util.Set;

/** Where a step stands. All legal moves stand in {@link #next()}. */
public enum StepState {
    PLANNED, // nothing was tried
    INTENDED, // it is about to be tried, or was: after a crash the executor is asked
    BEGUN, // the platform took it; it is waited for
    DONE, // the effect is complete
    REFUSED, // the effect is not there and never will be
    UNKNOWN, // nobody can tell whether the effect is there; never repeated, a person decides
    UNDOING, // it is about to be undone, or was: after a crash the executor is asked
    UNDONE, // the values from before are back
    UNDO_REFUSED; // it cannot be undone; a person has it

    /** The states that may follow this one. */
    public Set<StepState> next() {
        return switch (this) {
            case PLANNED -> EnumSet.of(INTENDED, REFUSED);
            case INTENDED -> EnumSet.of(BEGUN, DONE, REFUSED, UNKNOWN);
            // What began and then failed has left something behind that can be undone.
            case BEGUN -> EnumSet.of(DONE, REFUSED, UNKNOWN, UNDOING);
            case DONE -> EnumSet.of(UNDOING);
            case UNKNOWN -> EnumSet.of(DONE, REFUSED);
            case UNDOING -> EnumSet.of(UNDONE, UNDO_REFUSED, UNKNOWN);
            case REFUSED, UNDONE, UNDO_REFUSED -> EnumSet.noneOf(StepState.class);
        };
    }

    /** Whether an effect may be under way, so that a restart must look. */
    public boolean isOpen() {
        return this == INTENDED || this == BEGUN || this == UNDOING;
    }
}
