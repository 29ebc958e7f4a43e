package io.sreagent.capacity;

import io.sreagent.analysis.capacity.Capacity;
import io.sreagent.analysis.capacity.PlannedHour;
import java.time.Instant;
import java.util.List;

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
 * @param hours one entry per hour, soonest first
 * @param model which forecasters, with their weights
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
        List<PlannedHour> hours,
        String model,
        List<String> features,
        List<String> troubles) {
    public Prediction {
        hours = List.copyOf(hours);
        features = List.copyOf(features);
        troubles = List.copyOf(troubles);
    }
}
