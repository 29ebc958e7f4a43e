package io.sreagent.capacity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.sreagent.analysis.capacity.Capacity;
import io.sreagent.analysis.capacity.CapacityModel;
import io.sreagent.analysis.capacity.PlannedHour;
import io.sreagent.analysis.capacity.ReplicaFloor;
import io.sreagent.analysis.capacity.ReplicaLimits;
import io.sreagent.analysis.capacity.ReplicaPlan;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Forecast;
import io.sreagent.analysis.forecast.BackTest;
import io.sreagent.analysis.forecast.BreachFinder;
import io.sreagent.analysis.forecast.Combination;
import io.sreagent.analysis.forecast.Forecaster;
import io.sreagent.analysis.forecast.Seasons;
import io.sreagent.analysis.forecast.Task;
import io.sreagent.contract.source.Ceiling;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Predicts a service's load and the replicas it needs: the load's own past, whose days and weeks
 * are seasons of the forecast, holidays from the configuration, and what one replica bears as
 * learned from CPU and latency against load ({@link CapacityModel}, {@link ReplicaPlan}).
 *
 * <p>A moment in the past is answered with what was known then. Cost: one forecast of up to 288
 * steps, tens to hundreds of milliseconds.
 */
@Singleton
public final class LoadPredictor {
    static final Duration PAST = Duration.ofDays(14);

    private static final Duration FARTHEST = Duration.ofHours(24);
    private static final int LEAST_VALUES = 12; // an hour
    private static final int MOST_ORIGINS = 28;
    private static final double LEVEL = 0.9;
    private static final double LARGEST_REDUCTION = 0.5;
    private static final double LEAST_PROBABILITY = 0.05;
    private static final Duration SHOWN = Duration.ofDays(2);

    /** Bounds of what is predicted. */
    @ConfigMapping(prefix = "prediction", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface Settings {
        @WithDefault("6")
        int horizonHours();

        @WithDefault("1")
        int minInstances();

        @WithDefault("20")
        int maxInstances();

        /** How long after one reduction of replicas the next may come. */
        @WithDefault("30")
        int coolDownMinutes();

        /** Share of a replica's CPU that may be used. */
        @WithDefault("0.7")
        double cpuTarget();

        /** The 95th percentile must stay under it. */
        Optional<Double> latencyObjectiveSeconds();

        /** ISO dates, UTC. */
        Optional<List<String>> holidays();
    }

    private final LoadReader reader;
    private final Growth growth;
    private final InstantSource clock;
    private final Duration horizon;
    private final ReplicaLimits limits;
    private final CapacityModel capacities;
    private final Holidays holidays;
    private final Forecaster forecaster = Combination.standard();
    private final BreachFinder breaches = new BreachFinder(LEAST_PROBABILITY);

    public LoadPredictor(LoadReader reader, Growth growth, Settings settings, InstantSource clock) {
        this.reader = reader;
        this.growth = growth;
        this.clock = clock;
        this.horizon = Duration.ofHours(Math.clamp(settings.horizonHours(), 1, 24));
        int least = Math.max(1, settings.minInstances());
        this.limits =
                new ReplicaLimits(
                        least,
                        Math.max(least, settings.maxInstances()),
                        Duration.ofMinutes(settings.coolDownMinutes()),
                        LARGEST_REDUCTION);
        this.capacities =
                new CapacityModel(
                        settings.cpuTarget(),
                        settings.latencyObjectiveSeconds().orElse(Double.POSITIVE_INFINITY));
        this.holidays = Holidays.of(settings.holidays().orElse(List.of()));
    }

    /**
     * @throws Unpredictable when the service, its past or its replicas are not known
     */
    public Prediction predict(Question question) {
        Instant now = clock.instant();
        Instant asked = question.timestamp() == null ? now : question.timestamp();
        if (asked.isAfter(now.plus(FARTHEST)))
            throw new Unpredictable(asked + " lies more than a day ahead of " + now + ".");
        Instant known = asked.isBefore(now) ? asked : now;
        LoadHistory history = history(question.service(), known);
        Series past = told(history.load(), question.currentQps());
        Capacity capacity =
                capacities
                        .learn(history.observations())
                        .orElseThrow(() -> new Unpredictable(noCapacity(history)));
        Duration ahead = Duration.between(past.end(), asked).plus(hours(question));
        int steps = (int) Math.ceilDiv(ahead.toSeconds(), LoadReader.STEP.toSeconds());
        Forecast load = holidays.adjusted(forecast(holidays.without(past), steps), past);
        List<String> troubles = new ArrayList<>(history.troubles());
        Ceiling ceiling = ceiling(history, troubles);
        List<PlannedHour> plan =
                new ReplicaPlan(limits.atMost(ceiling.replicas()))
                        .of(load, capacity, history.running(), history.lastReduction());
        PlannedHour hour = hourOf(plan, asked);
        return new Prediction(
                history.service().id(),
                asked,
                lastValue(past),
                history.running(),
                hour.instances(),
                hour.confidence(),
                capacity,
                ceiling,
                breach(past, load, capacity, ceiling).orElse(null),
                plan,
                past.between(past.end().minus(SHOWN), past.timeOf(past.length())),
                load,
                features(past, load, question),
                troubles);
    }

    /**
     * The fewest replicas to run just now, of a prediction that is not older than a few minutes.
     * Cheap: it reads the load of a few minutes.
     */
    public int floor(Prediction prediction) {
        Instant now = clock.instant();
        double[] minutes =
                reader.minutes(prediction.past().metric().resource(), now, ReplicaFloor.MINUTES);
        int needed = ReplicaFloor.of(prediction.load(), minutes, now, prediction.capacity());
        return limits.atMost(prediction.ceiling().replicas()).within(needed);
    }

    /** The platform's own where that is lower than the configured one. */
    private Ceiling ceiling(LoadHistory history, List<String> troubles) {
        return growth.ceiling(history.service(), troubles)
                .filter(found -> found.replicas() <= limits.most())
                .orElse(new Ceiling(limits.most(), "prediction.max_instances"));
    }

    /** When the load is more than all replicas there can be bear; unknown without a capacity. */
    private Optional<Breach> breach(
            Series past, Forecast load, Capacity capacity, Ceiling ceiling) {
        if (capacity.bound() == Capacity.Bound.NOTHING_SEEN) return Optional.empty();
        double borne = ceiling.replicas() * capacity.perReplica();
        return breaches.find(past.metric(), load, borne, Hurts.UP, ceiling.source());
    }

    /**
     * How good the forecasts of a service's load would have been lately.
     *
     * @param days how far back, 1–7
     * @param hours how far each looked ahead, 1–24
     * @throws Unpredictable when the service is not known or its past is too short
     */
    public Track track(@Nullable String service, int days, int hours) {
        if (days < 1 || days > 7)
            throw new IllegalArgumentException("days is " + days + ", not 1–7");
        if (hours < 1 || hours > 24)
            throw new IllegalArgumentException("hours is " + hours + ", not 1–24");
        LoadHistory history = history(service, clock.instant());
        Series past = history.load();
        int steps = (int) (hours * 3600L / past.step().toSeconds());
        int origins = Math.min(MOST_ORIGINS, 24 * days / hours);
        try {
            BackTest.Result result =
                    BackTest.of(forecaster, task(holidays.without(past), steps), origins);
            return new Track(history.service().id(), hours, LEVEL, result, history.troubles());
        } catch (IllegalArgumentException tooShort) {
            throw new Unpredictable(String.valueOf(tooShort.getMessage()));
        }
    }

    /**
     * How good forecasts were.
     *
     * @param hours how far each looked ahead
     * @param level of the interval whose coverage is told
     */
    public record Track(
            String service,
            int hours,
            double level,
            BackTest.Result result,
            List<String> troubles) {}

    private LoadHistory history(@Nullable String service, Instant known) {
        LoadHistory history =
                reader.read(service, known, PAST)
                        .orElseThrow(
                                () ->
                                        new Unpredictable(
                                                "No source counts requests of "
                                                        + (service == null
                                                                ? "any service"
                                                                : service)
                                                        + ". It needs the indicator request_rate;"
                                                        + " `sre-agent doctor` tells which are there."));
        if (history.load().present() < LEAST_VALUES)
            throw new Unpredictable(
                    "The load of %s is known for %d minutes only; an hour is needed."
                            .formatted(history.service().id(), 5 * history.load().present()));
        return history;
    }

    private static String noCapacity(LoadHistory history) {
        return "What one replica of "
                + history.service().id()
                + " bears cannot be learned: its replicas are known at "
                + history.observations().size()
                + " moments, a dozen are needed. It needs the indicator replicas_wanted"
                + " (kube-state-metrics).";
    }

    /** What the asker says of now takes the place of what the source said last. */
    private static Series told(Series load, @Nullable Double currentQps) {
        if (currentQps == null) return load;
        double[] values = load.values().clone();
        values[values.length - 1] = currentQps;
        return new Series(load.metric(), load.start(), load.step(), values);
    }

    private Duration hours(Question question) {
        Integer hours = question.hours();
        return hours == null ? horizon : Duration.ofHours(hours);
    }

    private Forecast forecast(Series past, int steps) {
        return forecaster.forecast(task(past, steps));
    }

    private static Task task(Series past, int steps) {
        return new Task(
                past.values(),
                past.start(),
                past.step(),
                Seasons.of(past.step()),
                steps,
                LEVEL,
                true);
    }

    /** The hour that holds a moment; the first when it is over already. */
    private static PlannedHour hourOf(List<PlannedHour> plan, Instant asked) {
        PlannedHour found = plan.getFirst();
        for (PlannedHour hour : plan) if (!hour.from().isAfter(asked)) found = hour;
        return found;
    }

    private static double lastValue(Series past) {
        double[] values = past.values();
        for (int at = values.length - 1; at >= 0; at--)
            if (!Double.isNaN(values[at])) return values[at];
        return Double.NaN;
    }

    /** Only what the forecast could use: a rhythm counts when it was seen twice. */
    private List<String> features(Series past, Forecast load, Question question) {
        List<String> features = new ArrayList<>();
        double days = past.length() * (double) past.step().toSeconds() / 86_400;
        features.add("qps_history_days=%.1f".formatted(days));
        if (question.currentQps() != null) features.add("current_qps");
        int[] seasons = Seasons.of(past.step());
        if (past.length() >= 2 * seasons[0]) features.add("hour");
        if (past.length() >= 2 * seasons[1]) features.add("weekday");
        boolean holiday =
                Arrays.stream(new int[] {0, load.horizon() - 1})
                        .mapToObj(load::timeOf)
                        .anyMatch(holidays::is);
        if (holiday) features.add("holiday");
        return features;
    }
}
