package io.sreagent.perception;

import io.sreagent.analysis.finding.Band;
import java.time.Instant;

/**
 * One live sample and where it should have been.
 *
 * @param value in the metric's unit; NaN when nothing came
 */
public record Reading(Instant time, double value, Band expected) {

    /** A gap is not in its band: no data proves nothing. */
    public boolean inBand() {
        return !Double.isNaN(value) && expected.holds(value);
    }
}
