package io.sreagent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.capacity.LoadPredictor;
import io.sreagent.capacity.Question;
import io.sreagent.capacity.Unpredictable;
import io.sreagent.contract.access.Role;
import io.sreagent.pipeline.Warnings;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How much load the next hours bring, and how many replicas bear it. */
@Path("/api/v1/predict")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class PredictResource {
    private final LoadPredictor predictor;
    private final Warnings warnings;

    public PredictResource(LoadPredictor predictor, Warnings warnings) {
        this.predictor = predictor;
        this.warnings = warnings;
    }

    /** What is asked; everything may be left out. */
    public record Wish(
            @Nullable String service,
            @Nullable Double currentQps,
            @Nullable Instant timestamp,
            @Nullable Integer hours) {}

    @GET
    @Needs(Role.VIEWER)
    public PredictionView get(
            @QueryParam("service") @Nullable String service,
            @QueryParam("current_qps") @Nullable Double currentQps,
            @QueryParam("timestamp") @Nullable String timestamp,
            @QueryParam("hours") @Nullable Integer hours) {
        return answer(new Wish(service, currentQps, time(timestamp), hours));
    }

    /** How good forecasts of a service's load would have been, and what became of warnings. */
    @GET
    @Path("/backtest")
    @Needs(Role.VIEWER)
    public TrackView backTest(
            @QueryParam("service") @Nullable String service,
            @QueryParam("days") @DefaultValue("7") int days,
            @QueryParam("hours") @DefaultValue("6") int hours) {
        return told(
                () ->
                        TrackView.of(
                                predictor.track(service, days, hours),
                                warnings.since(Duration.ofDays(days))));
    }

    /** The load of the last two days and what is to come; the limit is what runs now bears. */
    @GET
    @Path("/charts")
    @Needs(Role.VIEWER)
    public Listed<ChartView> charts(
            @QueryParam("service") @Nullable String service,
            @QueryParam("hours") @Nullable Integer hours) {
        return told(
                () ->
                        Listed.all(
                                List.of(
                                        ChartView.of(
                                                predictor.predict(
                                                        new Question(
                                                                service, null, null, hours))))));
    }

    /** The same with a body; it changes nothing, but every POST asks for an operator. */
    @POST
    @Needs(Role.OPERATOR)
    public PredictionView post(@Nullable Wish wish) {
        return answer(wish == null ? new Wish(null, null, null, null) : wish);
    }

    private PredictionView answer(Wish wish) {
        return told(
                () ->
                        PredictionView.of(
                                predictor.predict(
                                        new Question(
                                                wish.service(),
                                                wish.currentQps(),
                                                wish.timestamp(),
                                                wish.hours()))));
    }

    /** What cannot be predicted is said in the words of whoever found it out. */
    private static <T> T told(Supplier<T> answer) {
        try {
            return answer.get();
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
}
