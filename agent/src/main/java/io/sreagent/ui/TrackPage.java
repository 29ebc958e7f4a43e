package io.sreagent.ui;

import io.sreagent.capacity.LoadPredictor;
import io.sreagent.pipeline.Warnings;
import org.jspecify.annotations.Nullable;

/**
 * How good forecasts and warnings of the last days were.
 *
 * @param track null when the past is too short
 * @param trouble why; null when it is not
 */
public record TrackPage(
        int days,
        LoadPredictor.@Nullable Track track,
        Warnings.Tally warnings,
        @Nullable String trouble) {}
