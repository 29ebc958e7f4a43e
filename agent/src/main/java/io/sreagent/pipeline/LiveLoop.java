package io.sreagent.pipeline;

import io.quarkus.arc.All;
import io.sreagent.analysis.detect.SeriesWatch;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.Band;
import io.sreagent.cognition.Outlook;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import io.sreagent.decision.PolicyGate;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Policies;
import io.sreagent.incident.Policy;
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
        if (incident.isEmpty() || anomalies.isEmpty()) return List.of();
        Optional<Outlook.Prospect> prospect =
                incidents
                        .latest(incidentId, "forecast")
                        .map(document -> document.as(Outlook.Prospect.class));
        return anomalies.stream()
                .limit(CHARTS)
                .flatMap(a -> chart(incident.get(), a, prospect).stream())
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
            Incident incident, Anomaly anomaly, Optional<Outlook.Prospect> prospect) {
        Instant resolved = incident.resolvedAt();
        Instant end = resolved == null ? clock.instant() : resolved.plus(AFTER);
        Instant until = end.isAfter(clock.instant()) ? clock.instant() : end;
        Instant stretchEnd = resolved == null ? until : resolved;
        for (MetricSource source : sources) {
            for (Indicator indicator : source.indicators().value()) {
                if (!indicator.name().equals(Indicator.base(anomaly.metric().name()))) continue;
                return series(source, indicator, anomaly, until)
                        .map(
                                series ->
                                        chart(
                                                series,
                                                anomaly.onset(),
                                                stretchEnd,
                                                indicator.limit(),
                                                prospect));
            }
        }
        return Optional.empty();
    }

    private Optional<Series> series(
            MetricSource source, Indicator indicator, Anomaly anomaly, Instant until) {
        long step = loop.interval().toSeconds();
        Instant end = Instant.ofEpochSecond(Math.floorDiv(until.getEpochSecond(), step) * step);
        Instant from =
                Instant.ofEpochSecond(
                        Math.floorDiv(anomaly.onset().minus(BEFORE).getEpochSecond(), step) * step);
        return source.range(indicator, from, end, loop.interval()).value().stream()
                .filter(series -> series.metric().id().equals(anomaly.metric().id()))
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
                future(metric, prospect),
                limit);
    }

    private static @Nullable Future future(Metric metric, Optional<Outlook.Prospect> prospect) {
        return prospect.filter(found -> found.metric().id().equals(metric.id()))
                .map(
                        found ->
                                new Future(
                                        found.forecast().model(),
                                        found.forecast().start(),
                                        found.forecast().mean(),
                                        found.forecast().lower(),
                                        found.forecast().upper(),
                                        found.forecast().level(),
                                        found.limitCrossed()))
                .orElse(null);
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
