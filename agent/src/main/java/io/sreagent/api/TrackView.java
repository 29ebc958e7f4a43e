package io.sreagent.api;

import io.sreagent.analysis.forecast.BackTest;
import io.sreagent.capacity.LoadPredictor;
import io.sreagent.pipeline.Warnings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How good forecasts were.
 *
 * @param mase in units of the mean difference to the day before; {@code seasonalNaive} is that of
 *     repeating the last day
 * @param covered share of what came that lay inside the interval of {@code level}
 */
public record TrackView(
        String service,
        int hours,
        int origins,
        @Nullable Double mase,
        @Nullable Double seasonalNaive,
        double smape,
        double level,
        double covered,
        @Nullable Double width,
        WarningsView warnings,
        List<String> troubles) {

    /**
     * What became of the early warnings of all services in those days.
     *
     * @param came the limit was reached; {@code averted}: it was not, and somebody had acted;
     *     {@code never}: it was not, a false warning; {@code pending}: there is time left
     * @param medianLeadSeconds from the warning to the limit, of those that came
     */
    public record WarningsView(
            long came,
            long averted,
            long never,
            long pending,
            @Nullable Long medianLeadSeconds,
            List<WarningView> items) {}

    /** One warning. */
    public record WarningView(
            String incident,
            String metric,
            Instant warned,
            Instant expected,
            @Nullable Instant reached,
            String outcome) {
        static WarningView of(Warnings.Warning warning) {
            return new WarningView(
                    warning.incidentId(),
                    warning.metric().id(),
                    warning.warned(),
                    warning.expected(),
                    warning.reached(),
                    warning.outcome().name().toLowerCase(Locale.ROOT));
        }
    }

    static TrackView of(LoadPredictor.Track track, Warnings.Tally tally) {
        BackTest.Result result = track.result();
        Duration lead = tally.medianLead();
        return new TrackView(
                track.service(),
                track.hours(),
                result.origins(),
                finite(result.mase()),
                finite(result.naive()),
                result.smape(),
                track.level(),
                result.covered(),
                finite(result.width()),
                new WarningsView(
                        tally.came(),
                        tally.averted(),
                        tally.never(),
                        tally.pending(),
                        lead == null ? null : lead.toSeconds(),
                        tally.warnings().stream().map(WarningView::of).toList()),
                track.troubles());
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
