package io.sreagent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.analysis.capacity.PlannedHour;
import io.sreagent.analysis.forecast.BackTest;
import io.sreagent.capacity.LoadPredictor;
import io.sreagent.capacity.Prediction;
import io.sreagent.capacity.Unpredictable;
import io.sreagent.contract.access.Role;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much load the next hours bring, and how many replicas bear it. */
@Path("/api/v1/predict")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PredictResource {
    private final LoadPredictor predictor;

    public PredictResource(LoadPredictor predictor) {
        this.predictor = predictor;
    }

    /** What is asked; everything may be left out. */
    public record Wish(
            @Nullable String service,
            @Nullable Double currentQps,
            @Nullable Instant timestamp,
            @Nullable Integer hours) {}

    /**
     * What one replica bears, in requests per second.
     *
     * @param cautious the figure that replicas are planned with
     * @param bound {@code cpu}, {@code latency}, or {@code nothing_seen}: the most ever borne
     */
    public record CapacityView(double perReplica, double cautious, String bound, int samples) {}

    /** One hour ahead. */
    public record HourView(
            Instant from, double qps, double upper, int needed, int instances, double confidence) {}

    /** The answer. */
    public record PredictionView(
            String service,
            Instant timestamp,
            double currentQps,
            int currentInstances,
            int instances,
            double confidence,
            CapacityView capacity,
            List<HourView> hours,
            String model,
            List<String> features,
            List<String> troubles) {}

    @GET
    @Needs(Role.VIEWER)
    public PredictionView get(
            @QueryParam("service") @Nullable String service,
            @QueryParam("current_qps") @Nullable Double currentQps,
            @QueryParam("timestamp") @Nullable String timestamp,
            @QueryParam("hours") @Nullable Integer hours) {
        return answer(new Wish(service, currentQps, time(timestamp), hours));
    }

    /**
     * How good forecasts of a service's load would have been.
     *
     * @param mase in units of the mean difference to the day before; {@code seasonalNaive} is that
     *     of repeating the last day
     * @param covered share of what came that lay inside the interval of {@code level}
     */
    public record TrackView(
            String service,
            int hours,
            int origins,
            @Nullable Double mase,
            @Nullable Double seasonalNaive,
            double smape,
            double level,
            double covered,
            @Nullable Double width,
            List<String> troubles) {}

    @GET
    @Path("/backtest")
    @Needs(Role.VIEWER)
    public TrackView backTest(
            @QueryParam("service") @Nullable String service,
            @QueryParam("days") @DefaultValue("7") int days,
            @QueryParam("hours") @DefaultValue("6") int hours) {
        try {
            LoadPredictor.Track track = predictor.track(service, days, hours);
            BackTest.Result result = track.result();
            return new TrackView(
                    track.service(),
                    track.hours(),
                    result.origins(),
                    finite(result.mase()),
                    finite(result.naive()),
                    result.smape(),
                    track.level(),
                    result.covered(),
                    finite(result.width()),
                    track.troubles());
        } catch (Unpredictable | IllegalArgumentException why) {
            throw Problem.unprocessable(String.valueOf(why.getMessage()));
        }
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** The same with a body; it changes nothing, but every POST asks for an operator. */
    @POST
    @Needs(Role.OPERATOR)
    public PredictionView post(@Nullable Wish wish) {
        return answer(wish == null ? new Wish(null, null, null, null) : wish);
    }

    private PredictionView answer(Wish wish) {
        try {
            return view(
                    predictor.predict(
                            new LoadPredictor.Question(
                                    wish.service(),
                                    wish.currentQps(),
                                    wish.timestamp(),
                                    wish.hours())));
        } catch (Unpredictable | IllegalArgumentException why) {
            throw Problem.unprocessable(String.valueOf(why.getMessage()));
        }
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null || text.isBlank()) return null;
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Problem.badRequest(
                    "timestamp '" + text + "' is no instant such as 2026-03-02T10:00:00Z");
        }
    }

    private static PredictionView view(Prediction prediction) {
        return new PredictionView(
                prediction.service(),
                prediction.timestamp(),
                prediction.currentQps(),
                prediction.running(),
                prediction.instances(),
                prediction.confidence(),
                new CapacityView(
                        prediction.capacity().perReplica(),
                        prediction.capacity().cautious(),
                        prediction.capacity().bound().name().toLowerCase(java.util.Locale.ROOT),
                        prediction.capacity().samples()),
                prediction.hours().stream().map(PredictResource::view).toList(),
                prediction.model(),
                prediction.features(),
                prediction.troubles());
    }

    private static HourView view(PlannedHour hour) {
        return new HourView(
                hour.from(),
                hour.qps(),
                hour.upper(),
                hour.needed(),
                hour.instances(),
                hour.confidence());
    }
}
