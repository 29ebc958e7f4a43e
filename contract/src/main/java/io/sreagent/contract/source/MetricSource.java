package io.sreagent.contract.source;

import io.sreagent.analysis.fact.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store of time series, such as Prometheus. */
public interface MetricSource {

    /** Name for people, such as {@code prometheus}. */
    String name();

    /**
     * The entries of its catalogue that it has data for now, at most one of each name. What is
     * measured comes and goes with what is installed, so this is asked again every so often.
     */
    Answer<List<Indicator>> indicators();

    /**
     * How far apart the samples lie that it was given, at most; empty while it is not known. Asked
     * after {@link #indicators()}.
     */
    default Optional<Duration> sampleDistance() {
        return Optional.empty();
    }

    /**
     * All series of an indicator on the grid {@code from, from + step, …}, up to and including
     * {@code until}. Ranges over the server's limits are split here.
     *
     * @return one series per resource, all on the same grid, gaps as NaN; several of one resource
     *     are told apart by {@link Indicator#qualified}; on failure an empty list and the trouble
     */
    Answer<List<Series>> range(Indicator indicator, Instant from, Instant until, Duration step);
}
