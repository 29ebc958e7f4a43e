package io.sreagent.ui;

import io.sreagent.capacity.Prediction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What the page of forecasts shows.
 *
 * @param asked the service that was asked for; empty for the busiest one
 * @param prediction null when there is none
 * @param trouble why not; null when there is one
 */
public record ForecastPage(
        String asked, @Nullable Prediction prediction, @Nullable String trouble) {

    /** Where the chart's numbers are. */
    public String chart() {
        return "/api/v1/predict/charts?service=" + service();
    }

    /** Where the page finds how good such forecasts were. */
    public String track() {
        return "/ui/forecasts/track?service=" + service();
    }

    private String service() {
        String name = prediction == null ? asked : prediction.service();
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
