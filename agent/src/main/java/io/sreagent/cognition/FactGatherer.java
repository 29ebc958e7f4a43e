package io.sreagent.cognition;

import io.quarkus.arc.All;
import io.sreagent.analysis.cause.Case;
import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Event;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.ChangeSource;
import io.sreagent.contract.source.EventSource;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.LogSource;
import io.sreagent.contract.source.MetricSource;
import io.sreagent.contract.source.TraceSource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Collects everything around a piece of trouble from every source there is. */
@Singleton
public final class FactGatherer {
    /** Enough calm before the onset to tell what is normal. */
    private static final Duration METRICS_BEFORE = Duration.ofHours(3);

    /** A leak shows hours after the release that brought it. */
    private static final Duration CHANGES_BEFORE = Duration.ofHours(6);

    private static final Duration LOGS_BEFORE = Duration.ofMinutes(30);
    private static final Duration ONSETS_AGREE = Duration.ofMinutes(10);
    private static final int LOG_LINES = 400; // per resource
    private static final int LOG_RESOURCES = 6;

    private final List<MetricSource> metrics;
    private final List<EventSource> events;
    private final List<ChangeSource> changes;
    private final List<LogSource> logs;
    private final SpanSample spans;
    private final LogNews news;
    private final Duration step;

    public FactGatherer(
            @All List<MetricSource> metrics,
            @All List<EventSource> events,
            @All List<ChangeSource> changes,
            @All List<LogSource> logs,
            @All List<TraceSource> traces,
            @ConfigProperty(name = "check_interval_seconds", defaultValue = "60")
                    int intervalSeconds) {
        this.metrics = metrics;
        this.events = events;
        this.changes = changes;
        this.logs = logs;
        this.spans = new SpanSample(traces);
        this.news = new LogNews(logs);
        this.step = Duration.ofSeconds(intervalSeconds);
    }

    /**
     * @param anomalies what detection has found in this incident, the one that opened it first; at
     *     least one
     */
    public Facts gather(List<Anomaly> anomalies, DependencyGraph graph, Instant now) {
        Instant onset = onset(anomalies);
        List<String> troubles = new ArrayList<>();
        List<Series> series = series(onGrid(onset.minus(METRICS_BEFORE)), onGrid(now), troubles);
        List<Change> changed =
                all(changes, source -> source.changes(onset.minus(CHANGES_BEFORE), now), troubles);
        List<Event> happened =
                all(events, source -> source.events(onset.minus(METRICS_BEFORE), now), troubles);
        Set<Resource> suspects = new LinkedHashSet<>();
        anomalies.forEach(anomaly -> suspects.add(anomaly.metric().resource().owner()));
        List<LogLine> lines = lines(suspects, onset, now, troubles);
        Case facts =
                new Case(
                        Optional.of(onset),
                        now,
                        series,
                        anomalies,
                        graph,
                        changed,
                        happened,
                        lines,
                        spans.around(suspects, onset, now, troubles));
        return new Facts(
                facts, news.about(suspects, onset, now), troubles.stream().distinct().toList());
    }

    /**
     * The earliest onset near that of the anomaly which opened the incident. What joined later may
     * have crept up for an hour for reasons of its own; it would turn the hour into "since then".
     */
    private static Instant onset(List<Anomaly> anomalies) {
        Instant opened = anomalies.getFirst().onset();
        Instant earliest = opened.minus(ONSETS_AGREE);
        return anomalies.stream()
                .map(Anomaly::onset)
                .filter(each -> !each.isBefore(earliest))
                .min(Comparator.naturalOrder())
                .orElse(opened);
    }

    /**
     * @param known what detection has found of late; what began in the time asked about counts,
     *     unless the inquiry names a detector of its own
     */
    public Facts gather(Inquiry inquiry, List<Anomaly> known, DependencyGraph graph) {
        List<String> troubles = new ArrayList<>();
        Instant from = onGrid(inquiry.from());
        List<Series> series =
                series(from.minus(METRICS_BEFORE), onGrid(inquiry.until()), troubles).stream()
                        .filter(each -> inquiry.wants(each.metric()))
                        .toList();
        for (String name : inquiry.unknown(series))
            troubles.add("there is no metric " + name + " in this time");
        List<Anomaly> anomalies =
                inquiry.detector()
                        .map(detector -> detector.alarms(series, from))
                        .orElseGet(() -> known.stream().filter(inquiry::covers).toList());
        Instant until = inquiry.until();
        List<Change> changed =
                all(changes, source -> source.changes(from.minus(CHANGES_BEFORE), until), troubles);
        List<Event> happened =
                all(events, source -> source.events(from.minus(METRICS_BEFORE), until), troubles);
        Set<Resource> suspects = new LinkedHashSet<>();
        inquiry.focus().ifPresent(suspects::add);
        anomalies.forEach(anomaly -> suspects.add(anomaly.metric().resource().owner()));
        Case facts =
                new Case(
                        Optional.empty(),
                        Optional.of(from),
                        until,
                        series,
                        anomalies,
                        graph,
                        changed,
                        happened,
                        lines(suspects, from, until, troubles),
                        spans.around(suspects, from, until, troubles));
        return new Facts(
                facts, news.about(suspects, from, until), troubles.stream().distinct().toList());
    }

    private List<Series> series(Instant from, Instant until, List<String> troubles) {
        List<Series> all = new ArrayList<>();
        for (MetricSource source : metrics) {
            Answer<List<Indicator>> catalogue = source.indicators();
            troubles.addAll(catalogue.troubles());
            for (Indicator indicator : catalogue.value()) {
                Answer<List<Series>> answer = source.range(indicator, from, until, step);
                all.addAll(answer.value());
                troubles.addAll(answer.troubles());
            }
        }
        return all;
    }

    private List<LogLine> lines(
            Set<Resource> suspects, Instant onset, Instant now, List<String> troubles) {
        return suspects.stream()
                .filter(owner -> owner.name() != null)
                .limit(LOG_RESOURCES)
                .flatMap(of -> lines(of, onset.minus(LOGS_BEFORE), now, troubles).stream())
                .toList();
    }

    /** What one place wrote, at most {@value #LOG_LINES} lines; what cannot be had is not there. */
    List<LogLine> linesOf(Resource of, Instant from, Instant until) {
        return lines(of, from, until, new ArrayList<>());
    }

    /**
     * From the log store where there is one; only where it has nothing, from the pods themselves.
     */
    private List<LogLine> lines(Resource of, Instant from, Instant until, List<String> troubles) {
        List<LogLine> lines = List.of();
        for (boolean store : new boolean[] {true, false}) {
            List<LogSource> sources = logs.stream().filter(s -> s.isStore() == store).toList();
            lines = all(sources, source -> source.lines(of, from, until, LOG_LINES), troubles);
            if (!lines.isEmpty()) break;
        }
        return lines;
    }

    private static <S, T> List<T> all(
            List<S> sources, Function<S, Answer<List<T>>> ask, List<String> troubles) {
        return sources.stream()
                .map(ask)
                .flatMap(
                        answer -> {
                            troubles.addAll(answer.troubles());
                            return Stream.of(answer.value());
                        })
                .flatMap(List::stream)
                .toList();
    }

    private Instant onGrid(Instant time) {
        return Series.onGrid(time, step);
    }
}
