package io.sreagent.incident;

import java.util.EnumSet;
import java.util.Set;

/** What became of a plan. All legal moves stand in {@link #next()}. */
public enum PlanState {
    SHOWN, // for people to read only: shadow mode, MANUAL or REFUSED
    OFFERED, // waits for a decision until it expires
    AUTOMATIC, // the verdict lets it run without a person
    APPROVED, // enough people said yes
    REJECTED, // someone said no
    EXPIRED, // nobody decided in time
    VOID; // the world, or the plan, is no longer what was decided about

    /** The states that may follow this one. */
    public Set<PlanState> next() {
        return switch (this) {
            case OFFERED -> EnumSet.of(APPROVED, REJECTED, EXPIRED, VOID);
            case AUTOMATIC, APPROVED -> EnumSet.of(VOID);
            case SHOWN, REJECTED, EXPIRED, VOID -> EnumSet.noneOf(PlanState.class);
        };
    }

    /** Whether its steps may run, as far as decisions go; the gate is asked besides. */
    public boolean mayRun() {
        return this == AUTOMATIC || this == APPROVED;
    }
}
