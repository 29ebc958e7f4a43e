package io.sreagent.simulator.scenario;

/** What mends, as {@code truth.acceptable_fixes} names it. */
public enum FixAction {
    ROLLBACK,
    RESTART,
    SCALE,
    CONFIG_ROLLBACK,
    SET_IMAGE,
    PATCH_RESOURCES,
    PVC_EXPAND,
    NODE_CORDON,
    NODE_DRAIN,
    HUMAN
}
