package io.sreagent.analysis.forecast;

import io.sreagent.analysis.finding.Forecast;

/** Continues a series. An implementation is immutable and has no state of its own. */
public interface Forecaster {

    /** Name for people and configuration, in lower case with dashes, such as {@code theta}. */
    String name();

    /**
     * Fewest non-gap values it can work with, given the seasons; fewer is an {@link
     * IllegalArgumentException}.
     */
    int needs(int[] periods);

    /**
     * Forecasts {@link Task#horizon()} steps.
     *
     * @throws IllegalArgumentException when the task has fewer values than {@link #needs}
     */
    Forecast forecast(Task task);
}
