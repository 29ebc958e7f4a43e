package io.sreagent.pipeline;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Words;
import io.sreagent.perception.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the ways in may ask the running loop. Reading only; it changes nothing. */
public interface LoopView {

    /** Charts of an incident, the triggering indicator first; empty when it is not known. */
    List<Chart> charts(String incidentId);

    /** Anomalies seen within this time before now, newest first. */
    List<Anomaly> anomalies(Duration within);

    /** One score for each workload and host with many series, the strangest first. */
    List<Machine> machines();

    /** What has been learned about each series. */
    List<BaselineInfo> baselines();

    /** How many indicators wait for being learned anew. */
    int toLearnAnew();

    LoopStatus status();

    /**
     * One series of an incident as a person sees it. Arrays hold one value per time, in the
     * metric's unit; NaN is a gap.
     *
     * @param lower lower edge of the expected band; {@code expected} and {@code upper} likewise
     * @param anomalies stretches that were not as expected; an open one ends at the last time
     * @param limit a value that must not be reached; NaN when there is none
     */
    record Chart(
            Metric metric,
            Instant start,
            Duration step,
            double[] values,
            double[] lower,
            double[] expected,
            double[] upper,
            List<Stretch> anomalies,
            @Nullable Future future,
            double limit) {}

    /** From one time to another. */
    record Stretch(Instant from, Instant until) {}

    /** The forecast of a chart, on its step, and when the limit is expected to be crossed. */
    record Future(
            String model,
            Instant start,
            double[] mean,
            double[] lower,
            double[] upper,
            double level,
            Optional<Breach> breach) {}

    /**
     * What has been learned about one series.
     *
     * @param sure 0–1: how much of the wanted history it rests on
     * @param words the same as a sentence
     */
    record BaselineInfo(
            Metric metric,
            Duration learnedFrom,
            long samples,
            double sure,
            Words words,
            Instant updated) {}

    /**
     * How the loop fares.
     *
     * @param lastTick when it last looked; null before the first time
     * @param series how many series it watches
     * @param troubles what could not be asked just now, each with the way out
     */
    record LoopStatus(
            boolean running,
            @Nullable Instant lastTick,
            Duration interval,
            int series,
            boolean shadow,
            boolean automationEnabled,
            List<SourceStatus> sources,
            List<String> troubles) {}

    /** One source, such as {@code prometheus}. */
    record SourceStatus(String name, boolean up, String detail) {}
}
