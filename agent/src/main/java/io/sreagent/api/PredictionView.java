package io.sreagent.api;

import io.sreagent.analysis.capacity.Capacity;
import io.sreagent.analysis.capacity.PlannedHour;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.capacity.Prediction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A prediction of load and replicas as the API tells it.
 *
 * @param breach when the load is more than all replicas there can be bear; null when not expected
 */
public record PredictionView(
        String service,
        Instant timestamp,
        double currentQps,
        int currentInstances,
        int instances,
        double confidence,
        CapacityView capacity,
        CeilingView ceiling,
        @Nullable BreachView breach,
        List<HourView> hours,
        String model,
        List<String> features,
        List<String> troubles) {

    /**
     * What one replica bears, in requests per second.
     *
     * @param cautious the figure that replicas are planned with
     * @param bound {@code cpu}, {@code latency}, or {@code nothing_seen}: the most ever borne
     */
    public record CapacityView(double perReplica, double cautious, String bound, int samples) {
        static CapacityView of(Capacity capacity) {
            return new CapacityView(
                    capacity.perReplica(),
                    capacity.cautious(),
                    capacity.bound().name().toLowerCase(Locale.ROOT),
                    capacity.samples());
        }
    }

    /** How many replicas there can be, and what says so. */
    public record CeilingView(int instances, String source) {}

    /**
     * A limit that is going to be crossed.
     *
     * @param limit requests per second
     * @param within its probability by nearer moments
     */
    public record BreachView(
            double limit,
            String source,
            Instant earliest,
            Instant expected,
            double probability,
            List<Breach.Chance> within) {
        static @Nullable BreachView of(@Nullable Breach breach) {
            return breach == null
                    ? null
                    : new BreachView(
                            breach.limit(),
                            breach.source(),
                            breach.earliest(),
                            breach.expected(),
                            breach.probability(),
                            breach.within());
        }
    }

    /** One hour ahead. */
    public record HourView(
            Instant from, double qps, double upper, int needed, int instances, double confidence) {
        static HourView of(PlannedHour hour) {
            return new HourView(
                    hour.from(),
                    hour.qps(),
                    hour.upper(),
                    hour.needed(),
                    hour.instances(),
                    hour.confidence());
        }
    }

    static PredictionView of(Prediction prediction) {
        return new PredictionView(
                prediction.service(),
                prediction.timestamp(),
                prediction.currentQps(),
                prediction.running(),
                prediction.instances(),
                prediction.confidence(),
                CapacityView.of(prediction.capacity()),
                new CeilingView(prediction.ceiling().replicas(), prediction.ceiling().source()),
                BreachView.of(prediction.breach()),
                prediction.hours().stream().map(HourView::of).toList(),
                prediction.load().model(),
                prediction.features(),
                prediction.troubles());
    }
}
