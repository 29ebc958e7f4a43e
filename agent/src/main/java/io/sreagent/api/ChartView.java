package io.sreagent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sreagent.pipeline.LoopView.Chart;
import io.sreagent.pipeline.LoopView.Future;
import io.sreagent.pipeline.LoopView.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
            @Nullable Double breachProbability) {}

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

    private static FutureView future(Future future) {
        return new FutureView(
                future.model(),
                future.start(),
                numbers(future.mean()),
                numbers(future.lower()),
                numbers(future.upper()),
                future.level(),
                future.breach().map(b -> b.expected()).orElse(null),
                future.breach().map(b -> b.probability()).orElse(null));
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
