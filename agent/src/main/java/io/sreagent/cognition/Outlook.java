package io.sreagent.cognition;

import io.quarkus.arc.All;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Forecast;
import io.sreagent.analysis.forecast.BreachFinder;
import io.sreagent.analysis.forecast.Combination;
import io.sreagent.analysis.forecast.Forecaster;
import io.sreagent.analysis.forecast.Task;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a series is going, and when it will cross its limit. */
@Singleton
public final class Outlook {
    private static final Duration RHYTHM_PAST = Duration.ofDays(2);
    private static final Duration RHYTHM_STEP = Duration.ofMinutes(5);
    private static final double LEVEL = 0.95;

    /** How far to look ahead. */
    @ConfigMapping(prefix = "prediction", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface Settings {
        @WithDefault("6")
        int horizonHours();
    }

    /**
     * A forecast and, where the metric has a limit, when it is crossed.
     *
     * @param breach null when no limit is crossed within the horizon
     */
    public record Prospect(Metric metric, Forecast forecast, @Nullable Breach breach) {
        public Optional<Breach> limitCrossed() {
            return Optional.ofNullable(breach);
        }
    }

    private final List<MetricSource> sources;
    private final Duration horizon;
    private final Forecaster rhythm = Combination.standard();
    private final Filling filling;
    private final BreachFinder breaches = new BreachFinder(0.05);
    private final LearnedLimits learned = new LearnedLimits();

    public Outlook(@All List<MetricSource> sources, Settings settings) {
        this.sources = sources;
        this.horizon = Duration.ofHours(Math.clamp(settings.horizonHours(), 1, 24));
        this.filling = new Filling(horizon);
    }

    /** Empty when too little of the series is known to say anything. */
    public Optional<Prospect> of(Metric metric, Instant now) {
        for (MetricSource source : sources) {
            for (Indicator indicator : source.indicators().value()) {
                if (indicator.name().equals(Indicator.base(metric.name())))
                    return of(metric, source, indicator, now);
            }
        }
        return Optional.empty();
    }

    private Optional<Prospect> of(
            Metric metric, MetricSource source, Indicator indicator, Instant now) {
        Limit limit = limit(metric, indicator, source, now);
        Optional<Forecast> forecast =
                Double.isFinite(limit.value())
                        ? filling.of(metric, source, indicator, limit.value(), now)
                        : rhythm(metric, source, indicator, now);
        return forecast.map(
                found -> new Prospect(metric, found, breach(metric, found, limit).orElse(null)));
    }

    /** What has no limit goes on as its days do. */
    private Optional<Forecast> rhythm(
            Metric metric, MetricSource source, Indicator indicator, Instant now) {
        Instant until = Series.onGrid(now, RHYTHM_STEP);
        int[] day = {(int) Duration.ofDays(1).dividedBy(RHYTHM_STEP)};
        return source
                .range(indicator, until.minus(RHYTHM_PAST), until, RHYTHM_STEP)
                .value()
                .stream()
                .filter(series -> series.metric().id().equals(metric.id()))
                .findFirst()
                .filter(past -> past.present() >= rhythm.needs(day))
                .map(
                        past ->
                                rhythm.forecast(
                                        new Task(
                                                past.values(),
                                                past.start(),
                                                past.step(),
                                                day,
                                                (int) horizon.dividedBy(RHYTHM_STEP),
                                                LEVEL,
                                                metric.unit() != Unit.NONE)));
    }

    /**
     * @param value NaN when there is none
     * @param source what says so, for people
     */
    private record Limit(double value, String source) {}

    private Limit limit(Metric metric, Indicator indicator, MetricSource source, Instant now) {
        if (Double.isFinite(indicator.limit())) return new Limit(indicator.limit(), "catalogue");
        double level = learned.of(metric, indicator, source, now).orElse(Double.NaN);
        return new Limit(
                level, "learned: where " + metric.resource().owner().id() + " broke before");
    }

    private Optional<Breach> breach(Metric metric, Forecast forecast, Limit limit) {
        if (!Double.isFinite(limit.value())) return Optional.empty();
        Hurts direction = metric.hurts() == Hurts.DOWN ? Hurts.DOWN : Hurts.UP;
        return breaches.find(metric, forecast, limit.value(), direction, limit.source());
    }
}
