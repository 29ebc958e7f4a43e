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
import io.sreagent.analysis.forecast.Saturation;
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
    private static final Duration STEP = Duration.ofMinutes(1);

    /**
     * A filling disk or a leak is told by its own last hours; the rhythm of a service needs a day
     * at least.
     */
    private static final Duration SATURATION_PAST = Duration.ofHours(4);

    /** Minutes of past below which six hours ahead would be a guess. */
    private static final int SATURATION_LEAST = 60;

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
    private final Forecaster saturation = new Saturation();
    private final BreachFinder breaches = new BreachFinder(0.05);

    public Outlook(@All List<MetricSource> sources, Settings settings) {
        this.sources = sources;
        this.horizon = Duration.ofHours(Math.clamp(settings.horizonHours(), 1, 24));
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
        boolean limited = Double.isFinite(indicator.limit());
        Duration step = limited ? STEP : RHYTHM_STEP;
        Instant until =
                Instant.ofEpochSecond(
                        Math.floorDiv(now.getEpochSecond(), step.toSeconds()) * step.toSeconds());
        Instant from = until.minus(limited ? SATURATION_PAST : RHYTHM_PAST);
        Forecaster forecaster = limited ? saturation : rhythm;
        return source.range(indicator, from, until, step).value().stream()
                .filter(series -> series.metric().id().equals(metric.id()))
                .findFirst()
                .flatMap(series -> forecast(forecaster, series, limited ? new int[0] : dayOf(step)))
                .map(
                        forecast ->
                                new Prospect(
                                        metric,
                                        forecast,
                                        breach(metric, forecast, indicator).orElse(null)));
    }

    private Optional<Forecast> forecast(Forecaster forecaster, Series past, int[] periods) {
        int least = periods.length == 0 ? SATURATION_LEAST : 0;
        if (past.present() < Math.max(least, forecaster.needs(periods))) return Optional.empty();
        int steps = (int) (horizon.toSeconds() / past.step().toSeconds());
        boolean nonNegative = past.metric().unit() != Unit.NONE;
        return Optional.of(
                forecaster.forecast(
                        new Task(
                                past.values(),
                                past.start(),
                                past.step(),
                                periods,
                                steps,
                                LEVEL,
                                nonNegative)));
    }

    private Optional<Breach> breach(Metric metric, Forecast forecast, Indicator indicator) {
        if (!Double.isFinite(indicator.limit())) return Optional.empty();
        Hurts direction = metric.hurts() == Hurts.DOWN ? Hurts.DOWN : Hurts.UP;
        return breaches.find(metric, forecast, indicator.limit(), direction, "catalogue");
    }

    private static int[] dayOf(Duration step) {
        return new int[] {(int) (Duration.ofDays(1).toSeconds() / step.toSeconds())};
    }
}
