package io.sreagent.contract.act;

/** What calling a tool can do to the world, mildest first. */
public enum Category {
    /** Reads. Runs at once. */
    QUERY,
    /** Reads more deeply. Runs at once. */
    DIAGNOSTIC,
    /** Changes something that can be undone. Runs through the policy gate. */
    REMEDIATION,
    /** Cannot be undone. Two people, never automatic. */
    DESTRUCTIVE
}
