package io.sreagent.integrations.loki;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogTail;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Live lines over Loki's WebSocket
 * (https://grafana.com/docs/loki/latest/reference/loki-http-api/#stream-logs).
 *
 * <p>The server ends a tail after an hour by default, and connections break: then it is opened
 * again from the last line on, with pauses that grow from one second to half a minute, and lines of
 * that very instant are not told twice. One message is asked for at a time, so that a slow reader
 * slows the server, which then says what it dropped.
 */
final class LokiTail implements LogTail {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** What the connection says: a message, or that it is over. */
    private record Heard(WebSocket from, @Nullable String text, String end) {}

    private final LokiApi api;
    private final LokiLabels labels;
    private final String query;
    private final InstantSource clock;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Set<LokiEntry> told = new HashSet<>(); // of the instant `last`
    private long last; // nanoseconds of the newest line told
    private @Nullable WebSocket socket;
    private CompletableFuture<?> ping = CompletableFuture.completedFuture(null);
    private Instant again = Instant.MIN;
    private Duration pause = Duration.ofSeconds(1);

    private LokiTail(
            LokiApi api, LokiLabels labels, String query, Instant from, InstantSource clock) {
        this.api = api;
        this.labels = labels;
        this.query = query;
        this.clock = clock;
        last = LokiApi.nanos(from);
    }

    /** Empty when the server cannot be tailed, as behind some proxies. */
    static Optional<LokiTail> open(
            LokiApi api, LokiLabels labels, String query, Instant from, InstantSource clock) {
        LokiTail tail = new LokiTail(api, labels, query, from, clock);
        return tail.connect() == null ? Optional.of(tail) : Optional.empty();
    }

    /** What went wrong; null when it is open. */
    private @Nullable String connect() {
        try {
            socket = api.tail(query, last, new Ear()).join();
            ping = CompletableFuture.completedFuture(null);
            return null;
        } catch (CompletionException refused) {
            again = clock.instant().plus(pause);
            pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
            return "Loki's tail of %s could not be opened (%s); it is tried again"
                    .formatted(query, refused.getCause());
        }
    }

    /** Collects the parts of a message; asks for the next only when one was taken. */
    private final class Ear implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean end) {
            parts.append(part);
            if (end) {
                heard.add(new Heard(from, parts.toString(), ""));
                parts.setLength(0);
            } else {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            heard.add(new Heard(from, null, "closed: " + status + " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable broken) {
            heard.add(new Heard(from, null, String.valueOf(broken)));
        }
    }

    @Override
    public Answer<List<LogLine>> next(Duration atMost) throws InterruptedException {
        if (socket == null) {
            if (clock.instant().isBefore(again)) {
                Thread.sleep(min(atMost, Duration.between(clock.instant(), again)));
                return Answer.complete(List.of());
            }
            String refused = connect();
            if (refused != null) return Answer.missing(List.of(), refused);
        }
        Heard next = heard.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
        if (next == null) {
            if (isBroken()) end();
            return Answer.complete(List.of());
        }
        if (!next.from().equals(socket)) return Answer.complete(List.of());
        String text = next.text();
        if (text == null) {
            end();
            return Answer.complete(List.of());
        }
        pause = Duration.ofSeconds(1);
        next.from().request(1);
        return lines(text);
    }

    /** It is opened again from where it was: nothing is lost. */
    private void end() {
        close();
        again = clock.instant().plus(pause);
    }

    /** A connection that is cut without a farewell shows only when something is sent. */
    private boolean isBroken() {
        WebSocket open = socket;
        if (open == null || open.isInputClosed() || open.isOutputClosed()) return true;
        boolean failed = ping.isCompletedExceptionally();
        if (ping.isDone()) ping = open.sendPing(ByteBuffer.allocate(0));
        return failed;
    }

    private Answer<List<LogLine>> lines(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JsonProcessingException strange) {
            return Answer.missing(List.of(), "Loki's tail sent what is no JSON");
        }
        List<LokiEntry> entries = LokiApi.entries(message.path("streams"));
        entries.sort(Comparator.comparingLong(LokiEntry::nanos));
        List<LogLine> lines = new ArrayList<>();
        for (LokiEntry entry : entries) {
            if (entry.nanos() > last) {
                last = entry.nanos();
                told.clear();
            }
            // Streams are not in step: older lines come late, and only those of the last instant
            // can come again after a new start.
            if (entry.nanos() == last && !told.add(entry)) continue;
            lines.add(LokiLine.of(entry, labels));
        }
        int dropped = message.path("dropped_entries").size();
        return dropped == 0
                ? Answer.complete(lines)
                : Answer.missing(
                        lines, "Loki dropped " + dropped + " lines of " + query + ": too many");
    }

    @Override
    public void close() {
        WebSocket open = socket;
        socket = null;
        if (open != null) open.abort();
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
