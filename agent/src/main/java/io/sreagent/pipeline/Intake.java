package io.sreagent.pipeline;

import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import io.sreagent.cognition.Outlook;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.Incident.Kind;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import io.sreagent.incident.Database;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Jobs;
import io.sreagent.incident.Json;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.incident.Tx;
import io.sreagent.perception.Kinship;
import io.sreagent.perception.Sighting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Joins anomalies to the incidents they belong to, and opens one for what belongs to none.
 *
 * <p>An anomaly opens an incident when users feel it (a service-level indicator) or when its metric
 * is on the way to its limit. Others only join: they are evidence. Near kin in the dependency graph
 * share one incident, but a host is not one thing: its full disk and its busy processor are two
 * troubles. What is missing while targets do not answer is part of that one trouble.
 */
@Singleton
final class Intake {
    /** A breach less probable than this is no reason to bother anyone. */
    private static final double CERTAIN_ENOUGH = 0.8;

    /** Of the usual time, and so many seconds more, from which on somebody may notice. */
    private static final double LONGER = 4 / 3.0;

    private static final double NOTICED = 0.02;

    private static final Duration RECURS_WITHIN = Duration.ofHours(24);

    private record Open(Incident incident, List<Anomaly> anomalies) {
        boolean has(Anomaly anomaly) {
            return anomalies.stream().anyMatch(a -> a.metric().id().equals(anomaly.metric().id()));
        }

        boolean isOfScraping() {
            return anomalies.stream().anyMatch(Sighting::isOfScraping);
        }

        boolean isKinOf(Set<String> near) {
            return anomalies.stream()
                    .anyMatch(a -> near.contains(a.metric().resource().owner().id()));
        }
    }

    private final Database database;
    private final Incidents incidents;
    private final Jobs jobs;
    private final Outlook outlook;

    Intake(Database database, Incidents incidents, Jobs jobs, Outlook outlook) {
        this.database = database;
        this.incidents = incidents;
        this.jobs = jobs;
        this.outlook = outlook;
    }

    void take(Sighting sighting, DependencyGraph graph, Instant now) {
        Kinship kinship = new Kinship(graph, troubledNodes(sighting));
        List<Open> open = new ArrayList<>();
        incidents.openOnes().forEach(incident -> open.add(withAnomalies(incident)));
        List<Open> ended = recentlyEnded(now);
        List<Anomaly> harmful =
                sighting.anomalies().stream()
                        .filter(Anomaly::hurts)
                        .sorted(Comparator.comparing(a -> !Sighting.isOfScraping(a)))
                        .toList();
        for (Anomaly anomaly : harmful) {
            if (open.stream().anyMatch(one -> one.has(anomaly)) || isLeftOver(anomaly, ended))
                continue;
            boolean unseen = sighting.scrapesFail() && anomaly.kind() == AnomalyKind.ABSENCE;
            Set<String> near = kinship.of(anomaly.metric().resource());
            Optional<Open> kin =
                    open.stream()
                            .filter(one -> unseen ? one.isOfScraping() : one.isKinOf(near))
                            .filter(one -> unseen || !sighting.standsAlone(anomaly))
                            .findFirst();
            if (kin.isEmpty() && unseen) continue; // the trouble itself is about to be told
            if (kin.isPresent()) {
                open.remove(kin.get());
                open.add(join(kin.get(), anomaly, now));
            } else {
                opening(anomaly, sighting, now)
                        .ifPresent(reason -> open.add(open(anomaly, reason, ended, now)));
            }
        }
    }

    private static Set<String> troubledNodes(Sighting sighting) {
        return sighting.anomalies().stream()
                .filter(Anomaly::hurts)
                .map(anomaly -> anomaly.metric().resource())
                .filter(Resource::namesNode)
                .map(Resource::id)
                .collect(Collectors.toSet());
    }

    /** Why an incident opens: it is felt, or it will be, and then what is foreseen. */
    private record Reason(Kind kind, Optional<Outlook.Prospect> prospect) {}

    private Optional<Reason> opening(Anomaly anomaly, Sighting sighting, Instant now) {
        if (!isWellOut(anomaly)) return Optional.empty();
        if (sighting.isServiceLevel(anomaly))
            return Optional.of(new Reason(Kind.DETECTED, Optional.empty()));
        return outlook.of(anomaly.metric(), now)
                .filter(
                        (Outlook.Prospect prospect) ->
                                prospect.limitCrossed()
                                        .filter(breach -> breach.probability() >= CERTAIN_ENOUGH)
                                        .isPresent())
                .map(prospect -> new Reason(Kind.PREDICTED, Optional.of(prospect)));
    }

    /**
     * What is back in its band by now wakes nobody, and neither does what lies at its edge (within
     * a quarter of what the band is wide on that side) or a time that is less than a third, or less
     * than twenty milliseconds, longer than usual, however sure that is. A trend is sure long
     * before it matters: it does so from half of that width on. All of it stays evidence for what
     * is open.
     */
    private static boolean isWellOut(Anomaly anomaly) {
        Band band = anomaly.expected();
        double excess = band.exceededBy(anomaly.value());
        double side = excess > 0 ? band.upper() - band.expected() : band.expected() - band.lower();
        boolean isOut = excess != 0 && !isHardlyLonger(anomaly);
        return switch (anomaly.kind()) {
            case TREND -> isOut && Math.abs(excess) >= side / 2;
            case LEVEL_SHIFT, POINT -> isOut && Math.abs(excess) >= side / 4;
            case PERIODIC, VARIANCE, CORRELATION, FLATLINE, ABSENCE -> true;
        };
    }

    private static boolean isHardlyLonger(Anomaly anomaly) {
        double usual = anomaly.expected().expected();
        double least = Math.max(LONGER * usual, usual + NOTICED);
        return anomaly.metric().unit() == Unit.SECONDS && anomaly.value() < least;
    }

    private Open open(Anomaly anomaly, Reason reason, List<Open> ended, Instant now) {
        Incident opened =
                database.transaction(
                        "incident:open",
                        tx -> {
                            Incident incident =
                                    incidents.open(
                                            tx,
                                            id -> incident(id, anomaly, reason.kind(), ended, now),
                                            openedLine(anomaly, now));
                            attach(tx, incident, anomaly, now);
                            reason.prospect()
                                    .map(Json::write)
                                    .ifPresent(
                                            json ->
                                                    incidents.attach(
                                                            tx,
                                                            incident.id(),
                                                            "forecast",
                                                            json,
                                                            now));
                            jobs.schedule(tx, Life.ADVANCE, incident.id(), "", now);
                            return incident;
                        });
        return new Open(opened, List.of(anomaly));
    }

    private Open join(Open to, Anomaly anomaly, Instant now) {
        database.change(
                "incident:joined",
                tx -> {
                    attach(tx, to.incident(), anomaly, now);
                    TimelineEvent line =
                            TimelineEvent.of(now, TimelineEvent.SELF, "anomaly", anomaly.reason());
                    incidents.note(tx, to.incident().id(), line);
                });
        List<Anomaly> all = new ArrayList<>(to.anomalies());
        all.add(anomaly);
        return new Open(to.incident(), all);
    }

    private void attach(Tx tx, Incident incident, Anomaly anomaly, Instant now) {
        incidents.attach(tx, incident.id(), Trigger.KIND, Json.write(anomaly), now);
    }

    private static TimelineEvent openedLine(Anomaly anomaly, Instant now) {
        return TimelineEvent.of(now, TimelineEvent.SELF, "opened", anomaly.reason());
    }

    private static Incident incident(
            String id, Anomaly anomaly, Kind kind, List<Open> ended, Instant now) {
        String recurrenceOf =
                ended.stream()
                        .filter(one -> one.has(anomaly))
                        .map(one -> one.incident().id())
                        .reduce((first, second) -> second)
                        .orElse(null);
        String where = anomaly.metric().resource().owner().id();
        String what = anomaly.metric().name();
        Words title =
                kind == Kind.PREDICTED
                        ? new Words(
                                what + " of " + where + " is heading for its limit",
                                where + " 的 " + what + " 正在逼近上限")
                        : new Words(
                                what + " of " + where + " is not as expected",
                                where + " 的 " + what + " 异常");
        return new Incident(
                id,
                kind,
                IncidentState.ALERT_RECEIVED,
                severity(anomaly, kind),
                title,
                anomaly.metric().resource().owner(),
                anomaly.onset(),
                now,
                null,
                null,
                null,
                recurrenceOf,
                0,
                0);
    }

    private static Severity severity(Anomaly anomaly, Kind kind) {
        if (kind == Kind.PREDICTED) return Severity.MEDIUM;
        if (anomaly.kind() == AnomalyKind.ABSENCE) return Severity.HIGH;
        return Math.abs(anomaly.effect()) >= 20 ? Severity.HIGH : Severity.MEDIUM;
    }

    private Open withAnomalies(Incident incident) {
        return new Open(incident, Trigger.anomalies(incidents, incident.id()));
    }

    private List<Open> recentlyEnded(Instant now) {
        return incidents.endedSince(now.minus(RECURS_WITHIN)).stream()
                .map(this::withAnomalies)
                .toList();
    }

    /** What was there before an incident ended belongs to it, until its watch has calmed down. */
    private static boolean isLeftOver(Anomaly anomaly, List<Open> ended) {
        return ended.stream()
                .filter(one -> one.has(anomaly))
                .map(one -> one.incident().resolvedAt())
                .anyMatch(end -> end != null && !anomaly.onset().isAfter(end));
    }
}
