package io.sreagent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.IncidentFeed;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.TimelineEvent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An incident as it happens: its time line so far, then every line as it is written. */
@Path("/api/v1/incidents/{id}/stream")
@RunOnVirtualThread
public class StreamResource {
    /** Proxies cut connections that say nothing for half a minute. */
    private static final long HEARTBEAT_SECONDS = 15;

    private final Incidents incidents;
    private final IncidentFeed feed;

    public StreamResource(Incidents incidents, IncidentFeed feed) {
        this.incidents = incidents;
        this.feed = feed;
    }

    /** Ends when the incident does. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Needs(Role.VIEWER)
    public void stream(@PathParam("id") String id, @Context SseEventSink sink, @Context Sse sse)
            throws InterruptedException {
        if (incidents.find(id).isEmpty()) throw Problem.notFound("There is no incident " + id);
        Semaphore changed = new Semaphore(1);
        try (IncidentFeed.Subscription listening =
                        feed.subscribe(
                                which -> {
                                    if (which.equals(id)) changed.release();
                                });
                sink) {
            int sent = 0;
            while (!sink.isClosed()) {
                if (!changed.tryAcquire(HEARTBEAT_SECONDS, TimeUnit.SECONDS)) {
                    if (!sent(sink, sse.newEventBuilder().comment("still here").build())) return;
                    continue;
                }
                changed.drainPermits();
                // State first, lines second: a line that comes in between is sent, never lost.
                boolean over = incidents.find(id).filter(one -> !one.state().isOpen()).isPresent();
                List<TimelineEvent> lines = incidents.timeline(id);
                for (; sent < lines.size(); sent++)
                    if (!sent(sink, event(sse, sent, lines.get(sent)))) return;
                if (over) return;
            }
        }
    }

    /** False once the listener is gone; it may go between asking and sending. */
    private static boolean sent(SseEventSink sink, OutboundSseEvent event) {
        if (sink.isClosed()) return false;
        try {
            sink.send(event);
            return true;
        } catch (IllegalStateException closed) {
            return false;
        }
    }

    private static OutboundSseEvent event(Sse sse, int number, TimelineEvent line) {
        return sse.newEventBuilder()
                .id(Integer.toString(number + 1))
                .name(line.kind())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(MomentView.class, MomentView.of(line))
                .build();
    }
}
