package io.sreagent.perception;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sixty pods, more than may be watched closely. */
class CrowdTest implements MetricSource {
    private static final Instant LIVE = Instant.parse("2026-03-09T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int PODS = 60;
    private static final Indicator THREADS =
            new Indicator(
                    "threads",
                    "threads",
                    Unit.COUNT,
                    Hurts.UP,
                    Indicator.Scope.POD,
                    false,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN);

    private final Watch watch =
            new Watch(List.of(this), new Few(), () -> 0.7, (int) MINUTE.toSeconds());
    private Instant now = LIVE;
    private Instant strangeFrom = Instant.MAX;
    private Instant strangeUntil = Instant.MAX;

    private record Few() implements Watch.BaselineSettings {
        @Override
        public int learningDays() {
            return 7;
        }

        @Override
        public int closeSeries() {
            return 10;
        }
    }

    @Test
    void who_is_strange_in_a_crowd_is_looked_at_closely_for_as_long_as_that_lasts() {
        Sighting calm = run(30).getLast();
        assertThat(calm.watched()).isEqualTo(PODS);
        assertThat(watch.series()).as("closely").isEmpty();

        strangeFrom = now;
        strangeUntil = now.plus(Duration.ofMinutes(30));
        List<Anomaly> told =
                run(30).stream().flatMap(sighting -> sighting.anomalies().stream()).toList();
        assertThat(told).extracting(a -> a.metric().resource().pod()).containsOnly("p7");
        assertThat(watch.series()).hasSize(1);

        run(120);
        assertThat(watch.series())
                .extracting(series -> series.metric().resource().pod())
                .as("back in the crowd")
                .doesNotContain("p7");
    }

    private List<Sighting> run(int minutes) {
        List<Sighting> seen = new ArrayList<>();
        for (int i = 0; i < minutes; i++) {
            now = now.plus(MINUTE);
            seen.add(watch.tick(now, metric -> List.of()));
        }
        return seen;
    }

    @Override
    public String name() {
        return "many-pods";
    }

    @Override
    public Answer<List<Indicator>> indicators() {
        return Answer.complete(List.of(THREADS));
    }

    @Override
    public Answer<List<Series>> range(
            Indicator indicator, Instant from, Instant until, Duration step) {
        List<Series> all = new ArrayList<>();
        int length = (int) (Duration.between(from, until).toMillis() / step.toMillis()) + 1;
        for (int pod = 0; pod < PODS; pod++) {
            Metric metric =
                    new Metric(
                            "threads",
                            Resource.pod("shop", "checkout", "p" + pod),
                            Unit.COUNT,
                            Hurts.UP,
                            "threads");
            double[] values = new double[length];
            for (int i = 0; i < length; i++) values[i] = at(pod, from.plus(step.multipliedBy(i)));
            all.add(new Series(metric, from, step, values));
        }
        return Answer.complete(all);
    }

    private double at(int pod, Instant time) {
        double noise = 4 * new Random(31L * pod + time.getEpochSecond()).nextGaussian();
        boolean strange = pod == 7 && time.isAfter(strangeFrom) && !time.isAfter(strangeUntil);
        return 100 + noise + (strange ? 80 : 0);
    }
}
