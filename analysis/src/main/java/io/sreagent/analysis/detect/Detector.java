package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Set;

/**
 * Turns a stream of values into a stream of surprise. Streaming is what makes a detector causal by
 * construction: a score can only come from this value and those before it.
 *
 * <p>An implementation is immutable and shared; all state of one series lives in its {@link Run}.
 */
public interface Detector {

    /**
     * Name for people and configuration, in lower case with dashes, such as {@code seasonal-mad}.
     */
    String name();

    /** The kinds it can see; never empty. */
    Set<AnomalyKind> finds();

    /** Starts watching one series from its first sample. */
    Run start(Grid grid);

    /** State of one detector on one series; not for use by two threads at once. */
    interface Run {
        /**
         * Takes the next sample of the grid.
         *
         * @param value the sample in the series' unit; NaN is a gap, an infinity is treated as a
         *     gap
         * @return surprise: 0 is as expected (or still learning), larger is stranger, no upper
         *     bound, never negative. NaN only for a gap on which the detector has no opinion. The
         *     scale is the detector's own; the ensemble calibrates it.
         */
        double next(double value);
    }
}
