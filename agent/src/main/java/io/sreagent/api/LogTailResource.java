package io.sreagent.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogTail;
import io.sreagent.logs.FoundJson;
import io.sreagent.logs.LogSearch;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Log lines as they are written, as server-sent events. For operators, like all lines. */
@Path("/api/v1/logs/tail")
@RunOnVirtualThread
public class LogTailResource {
    private static final int MOST_AT_ONCE = 10;
    private static final Duration WAIT = Duration.ofSeconds(2);
    private static final int HEARTBEAT = 7; // waits without a line, under half a minute
    private static final Duration PAST = Duration.ofMinutes(1); // shown at once

    private final LogSearch search;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    public LogTailResource(LogSearch search, InstantSource clock) {
        this.search = search;
        this.clock = clock;
    }

    /**
     * Begins with an event {@code query} that tells the LogQL; then {@code line}s and {@code
     * trouble}s, until the listener goes.
     *
     * @param words LogQL or a question
     */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @Needs(Role.OPERATOR)
    public void tail(
            @QueryParam("query") @DefaultValue("") String words,
            @QueryParam("zone") @DefaultValue("UTC") String zone,
            @Context SseEventSink sink,
            @Context Sse sse)
            throws InterruptedException {
        if (words.isBlank()) throw Problem.badRequest("query says which lines");
        if (!places.tryAcquire()) throw Problem.conflict(MOST_AT_ONCE + " tails run already");
        try (LogTail tail = open(words, zone);
                sink) {
            ObjectNode asked = JsonNodeFactory.instance.objectNode();
            asked.put("query", search.query(words, ZoneId.of(zone)));
            if (sent(sink, event(sse, "query", asked))) follow(tail, sink, sse);
        } finally {
            places.release();
        }
    }

    private LogTail open(String words, String zone) {
        try {
            return search.tail(words, ZoneId.of(zone), clock.instant().minus(PAST));
        } catch (DateTimeException unknown) {
            throw Problem.badRequest("'" + zone + "' is no time zone such as Asia/Shanghai");
        } catch (IllegalArgumentException unclear) {
            throw Problem.unprocessable(String.valueOf(unclear.getMessage()));
        }
    }

    private static void follow(LogTail tail, SseEventSink sink, Sse sse)
            throws InterruptedException {
        for (int idle = 0; !sink.isClosed(); ) {
            Answer<List<LogLine>> answer = tail.next(WAIT);
            for (LogLine line : answer.value()) {
                if (!sent(sink, event(sse, "line", FoundJson.line(line)))) return;
            }
            for (String trouble : answer.troubles()) {
                ObjectNode told = JsonNodeFactory.instance.objectNode().put("trouble", trouble);
                if (!sent(sink, event(sse, "trouble", told))) return;
            }
            idle = answer.value().isEmpty() && answer.isComplete() ? idle + 1 : 0;
            boolean quiet = idle > 0 && idle % HEARTBEAT == 0;
            if (quiet && !sent(sink, sse.newEventBuilder().comment("still here").build())) return;
        }
    }

    private static OutboundSseEvent event(Sse sse, String name, JsonNode data) {
        return sse.newEventBuilder()
                .name(name)
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(JsonNode.class, data)
                .build();
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
}
