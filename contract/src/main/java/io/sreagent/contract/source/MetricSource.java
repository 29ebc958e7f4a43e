package io.sreagent.contract.source;

import io.sreagent.analysis.fact.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A store of time series, such as Prometheus. */
public interface MetricSource {

    /** Name for people, such as {@code prometheus}. */
    String name();

    /**
     * All series of an indicator on the grid {@code from, from + step, …}, up to and including
     * {@code until}. Ranges over the server's limits are split here.
     *
     * @return one series per resource, all on the same grid, gaps as NaN; on failure an empty list
     *     and the trouble
     */
    Answer<List<Series>> range(Indicator indicator, Instant from, Instant until, Duration step);
}
