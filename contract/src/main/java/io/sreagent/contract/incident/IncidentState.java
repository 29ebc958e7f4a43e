package io.sreagent.contract.incident;

import java.util.EnumSet;
import java.util.Set;

/** Where an incident stands. All legal moves stand in {@link #next()}. */
public enum IncidentState {
    ALERT_RECEIVED, // something was noticed, nothing is known yet
    GATHERING_INFO, // facts around it are being collected
    DIAGNOSING, // causes are being ranked and a plan is being made
    AWAITING_DECISION, // a person must answer before the plan expires
    EXECUTING, // a step is being done, or waited for
    VERIFYING, // the steps are done; the indicator must come back and stay
    ESCALATED, // a person has it; the program only watches
    RESOLVED; // over, for whatever reason is recorded

    /** The states that may follow this one. */
    public Set<IncidentState> next() {
        return switch (this) {
            case ALERT_RECEIVED -> EnumSet.of(GATHERING_INFO, ESCALATED, RESOLVED);
            case GATHERING_INFO -> EnumSet.of(DIAGNOSING, ESCALATED, RESOLVED);
            case DIAGNOSING -> EnumSet.of(AWAITING_DECISION, EXECUTING, ESCALATED, RESOLVED);
            case AWAITING_DECISION -> EnumSet.of(EXECUTING, DIAGNOSING, ESCALATED, RESOLVED);
            case EXECUTING -> EnumSet.of(VERIFYING, DIAGNOSING, ESCALATED, RESOLVED);
            case VERIFYING -> EnumSet.of(RESOLVED, DIAGNOSING, ESCALATED);
            case ESCALATED -> EnumSet.of(DIAGNOSING, RESOLVED);
            case RESOLVED -> EnumSet.noneOf(IncidentState.class);
        };
    }

    public boolean isOpen() {
        return this != RESOLVED;
    }
}
