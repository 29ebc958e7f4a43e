package io.sreagent.ui;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.IncidentFeed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Tells open pages which incident has changed; they fetch what is new. */
@Path("/ui/stream")
@RunOnVirtualThread
public class LiveStream {
    private static final long HEARTBEAT_SECONDS = 10;

    private final IncidentFeed feed;

    public LiveStream(IncidentFeed feed) {
        this.feed = feed;
    }

    /** Ends when the page is closed. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Needs(Role.VIEWER)
    public void stream(@Context SseEventSink sink, @Context Sse sse) throws InterruptedException {
        LinkedBlockingQueue<String> changed = new LinkedBlockingQueue<>();
        try (IncidentFeed.Subscription listening = feed.subscribe(changed::add);
                sink) {
            // The first event tells the page that it is connected.
            OutboundSseEvent next = sse.newEvent("hello", "-");
            while (sent(sink, next)) {
                String id = changed.poll(HEARTBEAT_SECONDS, TimeUnit.SECONDS);
                // A page also looks again now and then: charts move without an incident's change.
                next = id == null ? sse.newEvent("tick", "-") : sse.newEvent("incident", id);
            }
        }
    }

    /** False once the page is gone; it may go between asking and sending. */
    private static boolean sent(SseEventSink sink, OutboundSseEvent event) {
        if (sink.isClosed()) return false;
        try {
            sink.send(event);
            return true;
        } catch (IllegalStateException closed) {
            return false;
        }
    }
}
