package io.sreagent.perception;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.baseline.Baseline;
import io.sreagent.analysis.detect.SeriesWatch;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.incident.BaselineModels;
import io.sreagent.incident.StoreTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeptBaselinesTest extends StoreTest {
    private static final Instant NOW = Instant.parse("2026-01-12T00:00:00Z");
    private static final Metric QPS =
            new Metric("qps", Resource.service("shop", "cart"), Unit.PER_SECOND, Hurts.BOTH, "q");

    @Test
    void a_source_that_lost_its_history_is_watched_by_what_was_learned_before() {
        SeriesWatch before = SeriesWatch.learn(days(7));
        new KeptBaselines(new BaselineModels(database)).keep(List.of(before), NOW);

        SeriesWatch after = SeriesWatch.learn(days(0.5));
        Baseline kept =
                new KeptBaselines(new BaselineModels(database)).of(QPS.id(), NOW).orElseThrow();
        after.adopt(kept);

        Instant noon = NOW.plus(Duration.ofHours(12));
        assertThat(after.baseline().days()).isEqualTo(before.baseline().days());
        assertThat(after.bandAt(noon)).isEqualTo(before.bandAt(noon));
    }

    @Test
    void a_longer_history_is_believed_more_than_what_was_kept() {
        SeriesWatch longer = SeriesWatch.learn(days(7));
        double days = longer.baseline().days();
        longer.adopt(SeriesWatch.learn(days(4)).baseline());
        assertThat(longer.baseline().days()).isEqualTo(days);
    }

    @Test
    void what_is_too_old_or_in_another_form_is_learned_anew() {
        BaselineModels models = new BaselineModels(database);
        models.put(Map.of("odd", new byte[] {1, 2, 3, 4, 5, 6, 7, 8}), NOW);
        models.put(
                Map.of("old", SeriesWatch.learn(days(7)).baseline().toBytes()),
                NOW.minus(Duration.ofDays(8)));
        KeptBaselines kept = new KeptBaselines(models);
        assertThat(kept.of("odd", NOW)).isEmpty();
        assertThat(kept.of("old", NOW)).isEmpty();
    }

    private static Series days(double days) {
        Random random = new Random(1);
        double[] values = new double[(int) (days * 288)];
        for (int i = 0; i < values.length; i++)
            values[i] = 100 + 30 * Math.sin(2 * Math.PI * i / 288) + random.nextGaussian();
        Instant start = NOW.minus(Duration.ofMinutes(5L * values.length));
        return new Series(QPS, start, Duration.ofMinutes(5), values);
    }
}
