package io.sreagent.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * One WebSocket, written to one message at a time: the next is made when the operating system has
 * taken the last. Who does not take one within a heartbeat, or answers no ping for three, is cut.
 */
final class SocketWire implements IncidentListener.Wire {
    private static final int SILENT_BEATS = 3;

    // RFC 6455, 7.4.1, and the registry of the IANA.
    private static final short DONE = 1000;
    private static final short NOT_ALLOWED = 1008;
    private static final short OUR_FAULT = 1011;
    private static final short TRY_LATER = 1013;

    private final ServerWebSocket socket;
    private final ObjectMapper json;
    private final BooleanSupplier allowed;
    private final Duration patience;
    private volatile long heardAt = System.nanoTime();

    SocketWire(
            ServerWebSocket socket, ObjectMapper json, BooleanSupplier allowed, Duration patience) {
        this.socket = socket;
        this.json = json;
        this.allowed = allowed;
        this.patience = patience;
        socket.pongHandler(pong -> heardAt = System.nanoTime());
    }

    @Override
    public boolean send(IncidentMessage message) throws InterruptedException {
        if (socket.isClosed()) return false;
        try {
            socket.writeTextMessage(json.writeValueAsString(message))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException slow) {
            close(TRY_LATER, "too slow: ask again with since");
            return false;
        } catch (ExecutionException | IllegalStateException gone) {
            return false;
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean mayGoOn() {
        if (!allowed.getAsBoolean()) {
            close(NOT_ALLOWED, "the token is no longer good");
            return false;
        }
        if (System.nanoTime() - heardAt > SILENT_BEATS * patience.toNanos()) {
            close(TRY_LATER, "no answer to pings");
            return false;
        }
        if (!socket.isClosed()) socket.writePing(Buffer.buffer());
        return true;
    }

    void close() {
        close(DONE, "");
    }

    void fail() {
        close(OUR_FAULT, "a bug; the log has the rest");
    }

    private void close(short code, String why) {
        if (!socket.isClosed()) socket.close(code, why);
    }
}
