package io.sreagent.perception;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.finding.Band;
import java.time.Instant;

/**
 * One live sample and where it should have been.
 *
 * @param value in the metric's unit; NaN when nothing came
 */
public record Reading(Instant time, double value, Band expected, Hurts hurts) {

    /**
     * Whether it is in its band, or out of it on the side that does no harm: memory freed by a
     * restart is no trouble. A gap is never good: no data proves nothing.
     */
    public boolean isGood() {
        return !Double.isNaN(value) && !hurts.by(expected.exceededBy(value));
    }
}
