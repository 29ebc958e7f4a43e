package io.sreagent.capacity;

import io.sreagent.analysis.capacity.Capacity;
import io.sreagent.analysis.capacity.PlannedHour;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Forecast;
import io.sreagent.contract.source.Ceiling;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a service's next hours will ask of it.
 *
 * @param service {@code namespace/name}
 * @param timestamp the moment asked about
 * @param currentQps requests per second it was made from
 * @param running replicas at the time; 0 when nobody tells
 * @param instances replicas to run in the hour of {@code timestamp}
 * @param confidence probability, 0–1, that they bear that hour's highest load
 * @param capacity what one replica bears, as learned
 * @param ceiling how many replicas there can be, and what says so
 * @param breach when the load is more than those bear; null when it is not expected to be
 * @param hours one entry per hour, soonest first
 * @param past the load of the last two days
 * @param load what is to come; its model names the forecasters with their weights
 * @param features what the forecast was made from
 * @param troubles what could not be asked, each with the way out
 */
public record Prediction(
        String service,
        Instant timestamp,
        double currentQps,
        int running,
        int instances,
        double confidence,
        Capacity capacity,
        Ceiling ceiling,
        @Nullable Breach breach,
        List<PlannedHour> hours,
        Series past,
        Forecast load,
        List<String> features,
        List<String> troubles) {
    public Prediction {
        hours = List.copyOf(hours);
        features = List.copyOf(features);
        troubles = List.copyOf(troubles);
    }
}
