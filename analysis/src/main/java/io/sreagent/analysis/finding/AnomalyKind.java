package io.sreagent.analysis.finding;

/** The shapes in which a series leaves its past behind. */
public enum AnomalyKind {
    POINT,
    LEVEL_SHIFT,
    TREND,
    PERIODIC,
    VARIANCE,
    CORRELATION,
    FLATLINE,
    ABSENCE
}
