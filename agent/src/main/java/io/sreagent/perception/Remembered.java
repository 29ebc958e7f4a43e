package io.sreagent.perception;

import io.sreagent.analysis.baseline.Baseline;
import io.sreagent.analysis.detect.SeriesWatch;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** What an earlier life of the program has learned as normal. */
public interface Remembered {
    /** Nothing is remembered. */
    Remembered NOTHING =
            new Remembered() {
                @Override
                public Optional<Baseline> of(String metricId, Instant now) {
                    return Optional.empty();
                }

                @Override
                public void keep(Collection<SeriesWatch> watches, Instant now) {}
            };

    /** The model of a metric, unless it is too old to be believed. */
    Optional<Baseline> of(String metricId, Instant now);

    /** Told of all watches at every tick; decides itself when it is time to write. */
    void keep(Collection<SeriesWatch> watches, Instant now);
}
