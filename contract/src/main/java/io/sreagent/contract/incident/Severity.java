package io.sreagent.contract.incident;

/** How bad it is, mildest first. */
public enum Severity {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
