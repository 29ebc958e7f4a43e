package io.sreagent.pipeline;

import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.Incident.Resolution;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.incident.Database;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Jobs;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.incident.Tx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Moves incidents from state to state. A move, its line in the time line, its audit record,
 * whatever else it brings and the job that goes on from there are one transaction.
 */
@Singleton
final class Life {
    /** Name of the job that pushes an incident on; its id is the incident's. */
    static final String ADVANCE = "incident";

    /** Brought by a move, in its transaction. */
    @FunctionalInterface
    interface Besides {
        Besides NOTHING = tx -> {};

        void in(Tx tx);
    }

    private final Database database;
    private final Incidents incidents;
    private final Jobs jobs;
    private final InstantSource clock;

    Life(Database database, Incidents incidents, Jobs jobs, InstantSource clock) {
        this.database = database;
        this.incidents = incidents;
        this.jobs = jobs;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** Moves it and goes on from there at once. */
    Incident move(Incident incident, IncidentState to, Words words, Besides besides) {
        return move(incident, to, TimelineEvent.SELF, words, besides);
    }

    /** The same, on somebody's word. */
    Incident move(Incident incident, IncidentState to, String actor, Words words, Besides besides) {
        return database.transaction(point(to), tx -> move(tx, incident, to, actor, words, besides));
    }

    /** The same within a transaction that someone else has opened. */
    Incident move(
            Tx tx,
            Incident incident,
            IncidentState to,
            String actor,
            Words words,
            Besides besides) {
        Instant now = clock.instant();
        besides.in(tx);
        Incident moved =
                incidents.change(tx, incident, inState(incident, to, now), line(actor, words, now));
        jobs.schedule(tx, ADVANCE, incident.id(), "", now);
        return moved;
    }

    /** Ends it. */
    Incident resolve(
            Incident incident, Resolution why, String actor, Words words, Besides besides) {
        Instant now = clock.instant();
        return database.transaction(
                "incident:resolved",
                tx -> {
                    besides.in(tx);
                    return incidents.change(
                            tx, incident, resolved(incident, why, now), line(actor, words, now));
                });
    }

    /** Gives it to a person. */
    Incident escalate(Incident incident, String actor, Words words, Besides besides) {
        return move(incident, IncidentState.ESCALATED, actor, words, besides);
    }

    /** Adds a line, and looks at the incident again after a while. */
    void note(Incident incident, String kind, Words words, Besides besides) {
        Instant now = clock.instant();
        database.change(
                "incident:" + kind,
                tx -> {
                    besides.in(tx);
                    incidents.note(
                            tx,
                            incident.id(),
                            TimelineEvent.of(now, TimelineEvent.SELF, kind, words));
                });
    }

    void attach(Tx tx, Incident incident, String kind, Object document) {
        incidents.attach(
                tx,
                incident.id(),
                kind,
                io.sreagent.incident.Json.write(document),
                clock.instant());
    }

    void again(Tx tx, Incident incident, Duration after) {
        jobs.schedule(tx, ADVANCE, incident.id(), "", clock.instant().plus(after));
    }

    /** When it came into the state it is in. */
    Instant inStateSince(Incident incident) {
        return incidents.timeline(incident.id()).stream()
                .filter(line -> line.to() == incident.state())
                .map(TimelineEvent::at)
                .reduce((first, second) -> second)
                .orElse(incident.openedAt());
    }

    /** Who wants it looked into: the person who reported it or led it back, or the program. */
    String askedBy(Incident incident) {
        return incidents.timeline(incident.id()).stream()
                .filter(
                        line ->
                                line.to() == IncidentState.ALERT_RECEIVED
                                        || line.to() == IncidentState.DIAGNOSING)
                .map(TimelineEvent::actor)
                .filter(actor -> !actor.equals(TimelineEvent.SELF))
                .reduce((first, second) -> second)
                .orElse(TimelineEvent.SELF);
    }

    private static String point(IncidentState to) {
        return "incident:" + to.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static TimelineEvent line(String actor, Words words, Instant now) {
        return TimelineEvent.of(now, actor, "state", words);
    }

    private static Incident inState(Incident of, IncidentState state, Instant now) {
        boolean again = state == IncidentState.DIAGNOSING;
        boolean diagnosed = of.state() == IncidentState.DIAGNOSING && of.diagnosedAt() == null;
        return with(
                of,
                state,
                diagnosed ? now : of.diagnosedAt(),
                null,
                null,
                again ? of.round() + 1 : of.round());
    }

    private static Incident resolved(Incident of, Resolution why, Instant now) {
        return with(of, IncidentState.RESOLVED, of.diagnosedAt(), now, why, of.round());
    }

    private static Incident with(
            Incident of,
            IncidentState state,
            @Nullable Instant diagnosedAt,
            @Nullable Instant resolvedAt,
            @Nullable Resolution resolution,
            int round) {
        return new Incident(
                of.id(),
                of.kind(),
                state,
                of.severity(),
                of.title(),
                of.resource(),
                of.symptomAt(),
                of.openedAt(),
                diagnosedAt,
                resolvedAt,
                resolution,
                of.recurrenceOf(),
                round,
                of.version());
    }
}
