package io.sreagent.pipeline;

import io.quarkus.arc.All;
import io.sreagent.analysis.detect.SeriesWatch;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Forecast;
import io.sreagent.cognition.Outlook;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import io.sreagent.decision.PolicyGate;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Policies;
import io.sreagent.incident.Policy;
import io.sreagent.perception.Machine;
import io.sreagent.perception.Sighting;
import io.sreagent.perception.Watch;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what the ways in ask of the running loop. */
@Singleton
final class LiveLoop implements LoopView {
    private static final Duration BEFORE = Duration.ofHours(2);
    private static final Duration AFTER = Duration.ofMinutes(40);
    private static final int CHARTS = 6;

    private final Loop loop;
    private final Watch watch;
    private final List<MetricSource> sources;
    private final Incidents incidents;
    private final Policies policies;
    private final PolicyGate.Settings policy;
    private final PolicyGate.RiskSettings risk;
    private final InstantSource clock;

    LiveLoop(
            Loop loop,
            Watch watch,
            @All List<MetricSource> sources,
            Incidents incidents,
            Policies policies,
            PolicyGate.Settings policy,
            PolicyGate.RiskSettings risk,
            InstantSource clock) {
        this.loop = loop;
        this.watch = watch;
        this.sources = sources;
        this.incidents = incidents;
        this.policies = policies;
        this.policy = policy;
        this.risk = risk;
        this.clock = clock;
    }

    @Override
    public List<Chart> charts(String incidentId) {
        Optional<Incident> incident = incidents.find(incidentId);
        List<Anomaly> anomalies = Trigger.anomalies(incidents, incidentId);
        if (incident.isEmpty()) return List.of();
        Optional<Outlook.Prospect> prospect =
                incidents
                        .latest(incidentId, "forecast")
                        .map(document -> document.as(Outlook.Prospect.class));
        if (anomalies.isEmpty()) // nothing is odd yet: what is foreseen is all there is to see
        return prospect.stream()
                    .flatMap(
                            it ->
                                    chart(
                                            incident.get(),
                                            it.metric(),
                                            incident.get().openedAt(),
                                            prospect)
                                            .stream())
                    .toList();
        return anomalies.stream()
                .limit(CHARTS)
                .flatMap(a -> chart(incident.get(), a.metric(), a.onset(), prospect).stream())
                .toList();
    }

    @Override
    public List<Anomaly> anomalies(Duration within) {
        Instant from = clock.instant().minus(within);
        return loop.recentAnomalies().stream()
                .filter(anomaly -> !anomaly.seen().isBefore(from))
                .sorted(Comparator.comparing(Anomaly::seen).reversed())
                .toList();
    }

    @Override
    public List<Machine> machines() {
        return watch.machines();
    }

    @Override
    public List<BaselineInfo> baselines() {
        return watch.series().stream().map(LiveLoop::info).toList();
    }

    @Override
    public int toLearnAnew() {
        return watch.toLearnAnew(clock.instant());
    }

    @Override
    public LoopStatus status() {
        Optional<Sighting> last = loop.lastSighting();
        List<SourceStatus> status = new ArrayList<>();
        for (MetricSource source : sources) {
            List<String> troubles = source.indicators().troubles();
            status.add(
                    new SourceStatus(
                            source.name(), troubles.isEmpty(), String.join("; ", troubles)));
        }
        return new LoopStatus(
                last.isPresent(),
                last.map(Sighting::at).orElse(null),
                loop.interval(),
                last.map(Sighting::watched).orElse(0),
                policy.shadow(),
                risk.autoRemediationEnabled() && policies.isEnabled(Policy.AUTOMATION),
                status,
                loop.troubles());
    }

    private Optional<Chart> chart(
            Incident incident, Metric metric, Instant onset, Optional<Outlook.Prospect> prospect) {
        Instant resolved = incident.resolvedAt();
        Instant end = resolved == null ? clock.instant() : resolved.plus(AFTER);
        Instant until = end.isAfter(clock.instant()) ? clock.instant() : end;
        Instant stretchEnd = resolved == null ? until : resolved;
        for (MetricSource source : sources) {
            for (Indicator indicator : source.indicators().value()) {
                if (!indicator.name().equals(Indicator.base(metric.name()))) continue;
                double limit = limit(indicator, metric, prospect);
                return series(source, indicator, metric, onset, until)
                        .map(series -> chart(series, onset, stretchEnd, limit, prospect));
            }
        }
        return Optional.empty();
    }

    /** The one it was foreseen to cross, where that was learned or is a ceiling. */
    private static double limit(
            Indicator indicator, Metric metric, Optional<Outlook.Prospect> prospect) {
        return prospect.filter(it -> it.metric().id().equals(metric.id()))
                .flatMap(Outlook.Prospect::limitCrossed)
                .map(Breach::limit)
                .orElse(indicator.limit());
    }

    private Optional<Series> series(
            MetricSource source, Indicator indicator, Metric metric, Instant onset, Instant until) {
        long step = loop.interval().toSeconds();
        Instant end = Instant.ofEpochSecond(Math.floorDiv(until.getEpochSecond(), step) * step);
        Instant from =
                Instant.ofEpochSecond(
                        Math.floorDiv(onset.minus(BEFORE).getEpochSecond(), step) * step);
        return source.range(indicator, from, end, loop.interval()).value().stream()
                .filter(series -> series.metric().id().equals(metric.id()))
                .findFirst();
    }

    private Chart chart(
            Series series,
            Instant onset,
            Instant until,
            double limit,
            Optional<Outlook.Prospect> prospect) {
        Metric metric = series.metric();
        double[] lower = new double[series.length()];
        double[] expected = new double[series.length()];
        double[] upper = new double[series.length()];
        for (int i = 0; i < series.length(); i++) {
            Optional<Band> band = watch.bandAt(metric.id(), series.timeOf(i));
            lower[i] = band.map(Band::lower).orElse(Double.NaN);
            expected[i] = band.map(Band::expected).orElse(Double.NaN);
            upper[i] = band.map(Band::upper).orElse(Double.NaN);
        }
        Stretch stretch = new Stretch(onset, until.isBefore(onset) ? onset : until);
        return new Chart(
                metric,
                series.start(),
                series.step(),
                series.values(),
                lower,
                expected,
                upper,
                List.of(stretch),
                future(series, prospect),
                limit);
    }

    private static @Nullable Future future(Series series, Optional<Outlook.Prospect> prospect) {
        return prospect.filter(it -> it.metric().id().equals(series.metric().id()))
                .map(it -> future(it.forecast().every(series.step()), it.limitCrossed()))
                .orElse(null);
    }

    private static Future future(Forecast forecast, Optional<Breach> breach) {
        return new Future(
                forecast.model(),
                forecast.start(),
                forecast.mean(),
                forecast.lower(),
                forecast.upper(),
                forecast.level(),
                breach);
    }

    private static BaselineInfo info(SeriesWatch watch) {
        double days = watch.baseline().days();
        Duration learnedFrom =
                Duration.ofSeconds(Math.round(days * Duration.ofDays(1).toSeconds()));
        double sure = Math.clamp(days / 7, 0, 1);
        long samples = watch.baseline().samples();
        return new BaselineInfo(
                watch.metric(),
                learnedFrom,
                samples,
                sure,
                watch.sureness().words(days),
                watch.baseline().learnedUntil());
    }
}
