package io.sreagent.contract.act;

/** Whether the effect of a step is there, asked after a crash. */
public enum Presence {
    PRESENT,
    ABSENT,
    UNKNOWN
}
