package io.sreagent.perception;

import io.quarkus.arc.All;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.sreagent.analysis.baseline.Holidays;
import io.sreagent.analysis.baseline.Stretch;
import io.sreagent.analysis.detect.Sensitivity;
import io.sreagent.analysis.detect.SeriesWatch;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.Band;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every series of every indicator once per tick. A series seen for the first time is
 * learned from the source's own history, so that nothing is lost when the program starts anew.
 */
@Singleton
public final class Watch {
    private static final Duration CATCH_UP = Duration.ofMinutes(15);

    private static final int HALF_MINUTE = 30;

    /** The catalogue's word for whether targets answer. */
    static final String SCRAPES = "scrape_up";

    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(6);

    /** What normal is learned from. */
    @ConfigMapping(prefix = "baseline", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface BaselineSettings {
        @WithDefault("7")
        int learningDays();

        /** ISO dates, UTC, on which people behave as on Sundays. */
        default Optional<List<String>> holidays() {
            return Optional.empty();
        }

        /** From so many series on, those that are evidence only are seen as a crowd first. */
        @WithDefault("2000")
        default int closeSeries() {
            return 2000;
        }
    }

    /** How sensitive detection is. */
    @ConfigMapping(
            prefix = "anomaly_detection",
            namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface DetectionSettings {
        @WithDefault("0.7")
        double threshold();
    }

    private final List<MetricSource> sources;
    private final Learner learner;
    private final Duration interval;
    private final Sensitivity sensitivity;
    private final Remembered remembered;
    private final Map<String, WatchedSeries> watched = new LinkedHashMap<>();
    private final int closeSeries;
    private final Relearning relearning;
    private @Nullable Instant lastAt;
    private Duration step;
    private boolean isStepKnown;
    private Admission admission;
    private Together together;
    private Crowds crowds;

    /** Remembers nothing of an earlier life. */
    public Watch(
            List<MetricSource> sources,
            BaselineSettings baseline,
            DetectionSettings detection,
            int intervalSeconds) {
        this(sources, baseline, detection, intervalSeconds, Remembered.NOTHING);
    }

    @Inject
    public Watch(
            @All List<MetricSource> sources,
            BaselineSettings baseline,
            DetectionSettings detection,
            @ConfigProperty(name = "check_interval_seconds", defaultValue = "60")
                    int intervalSeconds,
            Remembered remembered) {
        this.sources = sources;
        this.remembered = remembered;
        this.sensitivity = new Sensitivity(detection.threshold());
        Duration history = Duration.ofDays(baseline.learningDays());
        this.learner =
                new Learner(
                        history,
                        sensitivity,
                        Holidays.of("baseline.holidays", baseline.holidays().orElse(List.of())),
                        remembered);
        this.relearning = new Relearning(history);
        this.interval = Duration.ofSeconds(intervalSeconds);
        this.step = interval;
        this.admission = new Admission(sensitivity, step);
        this.together = new Together(sensitivity, step);
        this.closeSeries = baseline.closeSeries();
        this.crowds = new Crowds(closeSeries, step);
    }

    /**
     * Looks at everything.
     *
     * @param abnormal stretches of a metric, by its id, that must not be learned as normal: open
     *     and recent incidents
     */
    public synchronized Sighting tick(Instant now, Function<String, List<Stretch>> abnormal) {
        List<String> troubles = new ArrayList<>();
        Map<MetricSource, List<Indicator>> catalogues = new LinkedHashMap<>();
        for (MetricSource source : sources) {
            Answer<List<Indicator>> catalogue = source.indicators();
            troubles.addAll(catalogue.troubles());
            catalogues.put(source, catalogue.value());
        }
        settleStep();
        Instant at = onGrid(now);
        Instant from = catchUpFrom(at);
        Optional<String> turn = relearning.due(at, watchedIndicators());
        Map<String, Indicator> indicators = new HashMap<>();
        for (MetricSource source : catalogues.keySet()) {
            for (Indicator indicator : catalogues.getOrDefault(source, List.of())) {
                indicators.put(indicator.name(), indicator);
                if (!isWatched(indicator)) continue;
                troubles.addAll(look(source, indicator, from, at, abnormal));
                if (turn.equals(Optional.of(indicator.name())))
                    troubles.addAll(relearn(source, indicator, at, abnormal));
            }
        }
        watched.values().removeIf(series -> series.lastSeen().isBefore(at.minus(FORGOTTEN_AFTER)));
        watched.values().removeIf(series -> crowds.hasCalmedDown(series, at));
        remembered.keep(series(), at);
        List<Anomaly> told = new ArrayList<>(admission.admit(at, watched.values(), crowds.size()));
        told.addAll(together.look(at, watched.values()));
        return new Sighting(
                at,
                told,
                indicators,
                watched.size() + crowds.size(),
                watched.values().stream().anyMatch(Watch::isFailingScrape),
                distinct(troubles));
    }

    /** How far apart looks should be: the check interval, or less where samples come more often. */
    public synchronized Duration step() {
        return step;
    }

    /**
     * From now on everything is learned anew from the sources' history, one indicator a tick.
     *
     * @return how many indicators wait for it
     */
    public synchronized int learnAnew(Instant now) {
        relearning.ask(now);
        return relearning.waiting(now);
    }

    /** How many indicators wait to be learned anew. */
    public synchronized int toLearnAnew(Instant now) {
        return relearning.waiting(now);
    }

    /** How far back it learns. */
    public Duration learns() {
        return learner.history();
    }

    /** The last hours of a series from a time on; empty when it is not watched. */
    public synchronized List<Reading> readings(String metricId, Instant from) {
        WatchedSeries series = watched.get(metricId);
        return series == null ? List.of() : series.since(from);
    }

    /** Where a series should be at a time. */
    public synchronized Optional<Band> bandAt(String metricId, Instant time) {
        return Optional.ofNullable(watched.get(metricId))
                .map(series -> series.watch().bandAt(time));
    }

    /** Everything that is watched, with what has been learned of it. */
    public synchronized List<SeriesWatch> series() {
        return watched.values().stream().map(WatchedSeries::watch).toList();
    }

    /** One score for each workload and host with many series, the strangest first. */
    public synchronized List<Machine> machines() {
        return together.machines();
    }

    /**
     * What is scraped every fifteen seconds is looked at every half minute, or trouble would be
     * four minutes old when it is told. Known once; what was learned until then is learned anew.
     */
    private void settleStep() {
        if (isStepKnown) return;
        List<Duration> distances =
                sources.stream().flatMap(source -> source.sampleDistance().stream()).toList();
        if (distances.isEmpty()) return;
        isStepKnown = true;
        boolean often = distances.stream().allMatch(d -> 2 * d.toSeconds() <= HALF_MINUTE);
        if (!often || interval.toSeconds() <= HALF_MINUTE) return;
        step = Duration.ofSeconds(HALF_MINUTE);
        admission = new Admission(sensitivity, step);
        together = new Together(sensitivity, step);
        crowds = new Crowds(closeSeries, step);
        watched.clear();
    }

    /** Far enough back for whatever was missed since the last tick, within reason. */
    private Instant catchUpFrom(Instant at) {
        Instant from = at.minus(CATCH_UP);
        if (lastAt != null && lastAt.isBefore(from)) from = lastAt;
        Instant most = at.minus(FORGOTTEN_AFTER);
        lastAt = at;
        return from.isBefore(most) ? most : from;
    }

    /** Load explains, and a call between two services is evidence; neither is trouble by itself. */
    private static boolean isWatched(Indicator indicator) {
        return indicator.hurts() != Hurts.NEITHER
                && indicator.scope() != Indicator.Scope.EDGE
                && indicator.scope() != Indicator.Scope.PLACEMENT;
    }

    private List<String> look(
            MetricSource source,
            Indicator indicator,
            Instant from,
            Instant at,
            Function<String, List<Stretch>> abnormal) {
        Answer<List<Series>> fresh = source.range(indicator, from, at, step);
        if (!fresh.isComplete() && fresh.value().isEmpty()) {
            // A source that does not answer is one trouble, not the absence of all it knows.
            of(indicator).forEach(series -> series.skipTo(at));
            return fresh.troubles();
        }
        List<String> troubles = new ArrayList<>(fresh.troubles());
        List<Metric> unknown =
                fresh.value().stream()
                        .map(Series::metric)
                        .filter(metric -> !watched.containsKey(metric.id()))
                        .toList();
        List<Metric> close =
                crowds.closely(
                        indicator,
                        at,
                        fresh.value(),
                        unknown,
                        watched.size(),
                        () -> learner.rhythm(source, indicator, at.minus(CATCH_UP), at).value());
        if (!close.isEmpty()) troubles.addAll(begin(source, indicator, at, close, abnormal));
        for (Series series : fresh.value()) {
            WatchedSeries known = watched.get(series.metric().id());
            if (known != null) known.take(Learner.begun(series));
        }
        Set<String> here =
                fresh.value().stream().map(s -> s.metric().id()).collect(Collectors.toSet());
        of(indicator).stream()
                .filter(series -> !here.contains(series.watch().metric().id()))
                .forEach(gone -> gone.take(at, Double.NaN));
        return troubles;
    }

    /**
     * Of a series that is new, what is learned stands; of one whose history did not come, little.
     */
    private List<String> begin(
            MetricSource source,
            Indicator indicator,
            Instant at,
            List<Metric> unknown,
            Function<String, List<Stretch>> abnormal) {
        relearning.begun(indicator.name(), at);
        Learner.Lesson lesson = learn(source, indicator, unknown, at, abnormal);
        lesson.series()
                .forEach(
                        (id, learned) ->
                                watched.put(id, new WatchedSeries(indicator, learned, at)));
        return lesson.troubles();
    }

    /**
     * What is strange just now keeps the baseline that says so, and what is known already is not
     * given up for a history that did not come.
     */
    private List<String> relearn(
            MetricSource source,
            Indicator indicator,
            Instant at,
            Function<String, List<Stretch>> abnormal) {
        relearning.learned(indicator.name(), at);
        List<Metric> calm =
                of(indicator).stream()
                        .filter(series -> series.open().isEmpty())
                        .map(series -> series.watch().metric())
                        .toList();
        if (calm.isEmpty()) return List.of();
        Learner.Lesson lesson = learn(source, indicator, calm, at, abnormal);
        for (WatchedSeries series : of(indicator)) {
            String id = series.watch().metric().id();
            SeriesWatch anew = lesson.series().get(id);
            if (anew != null && lesson.grounded().contains(id)) series.relearned(anew);
        }
        return lesson.troubles();
    }

    private Learner.Lesson learn(
            MetricSource source,
            Indicator indicator,
            List<Metric> metrics,
            Instant at,
            Function<String, List<Stretch>> abnormal) {
        Learner.Lesson lesson =
                learner.learn(source, indicator, metrics, at.minus(CATCH_UP), at, step, abnormal);
        if (lesson.failed()) relearning.failed(indicator.name(), at);
        return lesson;
    }

    private Set<String> watchedIndicators() {
        return watched.values().stream().map(s -> s.indicator().name()).collect(Collectors.toSet());
    }

    private List<WatchedSeries> of(Indicator indicator) {
        return watched.values().stream()
                .filter(series -> series.indicator().name().equals(indicator.name()))
                .toList();
    }

    private static boolean isFailingScrape(WatchedSeries series) {
        return series.indicator().name().equals(SCRAPES) && series.isBad();
    }

    private Instant onGrid(Instant time) {
        return Series.onGrid(time, step);
    }

    private static List<String> distinct(List<String> troubles) {
        return troubles.stream().distinct().toList();
    }
}
