package io.sreagent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Forecast;
import io.sreagent.capacity.Prediction;
import io.sreagent.pipeline.LoopView.Chart;
import io.sreagent.pipeline.LoopView.Future;
import io.sreagent.pipeline.LoopView.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A chart in numbers; a gap, or an open side of a band, is null. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChartView(
        String metric,
        String name,
        String resource,
        String unit,
        String query,
        Instant start,
        long stepSeconds,
        List<@Nullable Double> values,
        List<@Nullable Double> lower,
        List<@Nullable Double> expected,
        List<@Nullable Double> upper,
        List<Stretch> anomalies,
        @Nullable Double limit,
        @Nullable FutureView forecast) {

    /** What is to come, on the chart's step. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FutureView(
            String model,
            Instant start,
            List<@Nullable Double> mean,
            List<@Nullable Double> lower,
            List<@Nullable Double> upper,
            double level,
            @Nullable Instant breachExpected,
            @Nullable Double breachProbability,
            List<Breach.Chance> breachWithin) {}

    static ChartView of(Chart chart) {
        return new ChartView(
                chart.metric().id(),
                chart.metric().name(),
                chart.metric().resource().id(),
                chart.metric().unit().symbol(),
                chart.metric().query(),
                chart.start(),
                chart.step().toSeconds(),
                numbers(chart.values()),
                numbers(chart.lower()),
                numbers(chart.expected()),
                numbers(chart.upper()),
                chart.anomalies(),
                number(chart.limit()),
                chart.future() == null ? null : future(chart.future()));
    }

    /** Load past and to come; the limit is what the replicas running now bear. */
    static ChartView of(Prediction prediction) {
        Series past = prediction.past();
        Forecast load = prediction.load();
        double[] none = new double[past.length()];
        Arrays.fill(none, Double.NaN);
        double borne = prediction.running() * prediction.capacity().cautious();
        return of(
                new Chart(
                        past.metric(),
                        past.start(),
                        past.step(),
                        past.values(),
                        none,
                        none,
                        none,
                        List.of(),
                        new Future(
                                load.model(),
                                load.start(),
                                load.mean(),
                                load.lower(),
                                load.upper(),
                                load.level(),
                                Optional.ofNullable(prediction.breach())),
                        borne > 0 ? borne : Double.NaN));
    }

    private static FutureView future(Future future) {
        return new FutureView(
                future.model(),
                future.start(),
                numbers(future.mean()),
                numbers(future.lower()),
                numbers(future.upper()),
                future.level(),
                future.breach().map(b -> b.expected()).orElse(null),
                future.breach().map(b -> b.probability()).orElse(null),
                future.breach().map(Breach::within).orElse(List.of()));
    }

    private static List<@Nullable Double> numbers(double[] values) {
        List<@Nullable Double> numbers = new ArrayList<>(values.length);
        for (double value : values) numbers.add(number(value));
        return numbers;
    }

    private static @Nullable Double number(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
