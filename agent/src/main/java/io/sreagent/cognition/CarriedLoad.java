package io.sreagent.cognition;

import io.quarkus.arc.All;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much a service carries, so that good samples under no load are not taken for a proof. */
@Singleton
public final class CarriedLoad {
    private static final String LOAD = "request_rate";
    private static final Duration STRETCH = Duration.ofMinutes(10);

    private final List<MetricSource> sources;
    private final Duration step;

    public CarriedLoad(
            @All List<MetricSource> sources,
            @ConfigProperty(name = "check_interval_seconds", defaultValue = "60")
                    int intervalSeconds) {
        this.sources = sources;
        this.step = Duration.ofSeconds(intervalSeconds);
    }

    /**
     * Median load of the last samples as a share of the median in the ten minutes before a time; 1
     * when either is unknown. Cost: one range query a source.
     */
    public double share(Resource service, Instant before, Instant now) {
        for (MetricSource source : sources) {
            Optional<Indicator> load =
                    source.indicators().value().stream()
                            .filter(indicator -> indicator.name().equals(LOAD))
                            .findFirst();
            if (load.isEmpty()) continue;
            Instant from = onGrid(before.minus(STRETCH));
            for (Series series : source.range(load.get(), from, onGrid(now), step).value()) {
                if (!series.metric().resource().owner().id().equals(service.id())) continue;
                double then = series.between(from, before).median();
                double since = series.between(now.minus(step.multipliedBy(3)), after(now)).median();
                if (then > 0 && since >= 0) return since / then;
            }
        }
        return 1;
    }

    private Instant onGrid(Instant time) {
        return Series.onGrid(time, step);
    }

    private static Instant after(Instant time) {
        return time.plusSeconds(1);
    }
}
