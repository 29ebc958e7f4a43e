package io.sreagent.api;

import io.sreagent.api.IncidentMessage.Type;
import io.sreagent.contract.incident.Incident;
import io.sreagent.incident.IncidentFeed;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.incident.Timelines;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one end of {@code /ws/incidents} is told, in order: the incidents as they are, then every
 * change. What waits to be told is a set of incidents, not of changes: a slow reader misses none
 * and holds up nobody, and needs no more room than there are incidents.
 */
final class IncidentListener {
    private final Incidents incidents;
    private final Timelines timelines;
    private final InstantSource clock;
    private final LinkedHashSet<String> changed = new LinkedHashSet<>();
    private boolean gone;

    IncidentListener(Incidents incidents, Timelines timelines, InstantSource clock) {
        this.incidents = incidents;
        this.timelines = timelines;
        this.clock = clock;
    }

    /** Where messages go and whether they may. */
    interface Wire {
        /** Blocks until the message has been taken; false when it was not. */
        boolean send(IncidentMessage message) throws InterruptedException;

        /** Asked at every heartbeat: whether who listens may still do so. */
        boolean mayGoOn();
    }

    /** Ends the listening; from any thread. */
    synchronized void leave() {
        gone = true;
        notifyAll();
    }

    /**
     * Returns when either end has had enough.
     *
     * @param since lines from then on come with the snapshot, and incidents that have ended since;
     *     null for open incidents without lines
     */
    void listen(IncidentFeed feed, @Nullable Instant since, Duration heartbeat, Wire wire)
            throws InterruptedException {
        try (IncidentFeed.Subscription subscribed = feed.subscribe(this::hasChanged)) {
            // Subscribed first: what happens while the snapshot is read comes after it.
            Told told = new Told(timelines);
            for (Incident incident : snapshot(since)) {
                List<TimelineEvent> lines = since == null ? List.of() : since(incident, since);
                if (!wire.send(message(Type.SNAPSHOT, incident, lines))) return;
            }
            if (!wire.send(IncidentMessage.of(Type.LIVE, clock.instant()))) return;
            long beat = System.nanoTime() + heartbeat.toNanos();
            while (!isGone()) {
                Optional<String> next = next(beat);
                if (next.isPresent() && !tell(next.get(), told, wire)) return;
                if (System.nanoTime() < beat) continue;
                if (isGone() || !beat(wire)) return;
                beat = System.nanoTime() + heartbeat.toNanos();
            }
        }
    }

    private boolean beat(Wire wire) throws InterruptedException {
        return wire.mayGoOn() && wire.send(IncidentMessage.of(Type.HEARTBEAT, clock.instant()));
    }

    private boolean tell(String id, Told told, Wire wire) throws InterruptedException {
        // Lines first, state second: a line never tells of a state that the incident lacks.
        List<TimelineEvent> lines = told.news(id);
        Optional<Incident> incident = incidents.find(id);
        return incident.isEmpty() || wire.send(message(Type.CHANGE, incident.get(), lines));
    }

    private IncidentMessage message(Type type, Incident incident, List<TimelineEvent> lines) {
        return IncidentMessage.of(type, clock.instant(), incident, lines);
    }

    private List<Incident> snapshot(@Nullable Instant since) {
        List<Incident> all = new ArrayList<>();
        if (since != null) all.addAll(incidents.endedSince(since));
        all.addAll(incidents.openOnes());
        return all;
    }

    private List<TimelineEvent> since(Incident incident, Instant since) {
        return timelines.since(incident.id(), since).stream().map(Timelines.Line::event).toList();
    }

    private synchronized void hasChanged(String id) {
        changed.add(id);
        notifyAll();
    }

    private synchronized boolean isGone() {
        return gone;
    }

    /** The incident that waits longest; empty when there is none until then. */
    private synchronized Optional<String> next(long until) throws InterruptedException {
        while (changed.isEmpty() && !gone) {
            long left = Math.ceilDiv(until - System.nanoTime(), 1_000_000L);
            if (left <= 0) return Optional.empty();
            wait(left);
        }
        return gone ? Optional.empty() : Optional.of(changed.removeFirst());
    }
}
