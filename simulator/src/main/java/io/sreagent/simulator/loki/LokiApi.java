package io.sreagent.simulator.loki;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.http.Reply;
import io.sreagent.simulator.http.Request;
import io.sreagent.simulator.metrics.Labels;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;

/**
 * Loki's HTTP API (https://grafana.com/docs/loki/latest/reference/loki-http-api/): query_range over
 * streams, labels, label values, series, ready. It keeps what pods wrote, those of containers
 * before the current one too. Not answered: metric queries and tail.
 */
public final class LokiApi implements Function<Request, Reply> {
    /** As Loki's {@code max_entries_limit_per_query} is by default. */
    public static final int MOST_ENTRIES = 5_000;

    private static final int USUAL_ENTRIES = 100;
    private static final long NANOS = 1_000_000_000L;

    /** Lines of one set of labels, oldest first. */
    public record Stream(Labels labels, List<Line> lines) {}

    /**
     * One line.
     *
     * @param nanos since the epoch
     */
    public record Line(long nanos, String text) {}

    /** Where the streams come from. */
    public interface Source {
        /**
         * @param since milliseconds; older lines may be left out
         */
        List<Stream> streams(long since);
    }

    private final Source source;
    private final InstantSource clock;
    private final Lock lock;
    private final Runnable catchUp;

    /**
     * @param lock held while lines are read
     * @param catchUp brings the world to the clock's time; called before the lock is taken
     */
    public LokiApi(Source source, InstantSource clock, Lock lock, Runnable catchUp) {
        this.source = source;
        this.clock = clock;
        this.lock = lock;
        this.catchUp = catchUp;
    }

    @Override
    public Reply apply(Request request) {
        catchUp.run();
        lock.lock();
        try {
            return route(request);
        } catch (LogQuery.Malformed malformed) {
            return Reply.text(400, String.valueOf(malformed.getMessage()));
        } finally {
            lock.unlock();
        }
    }

    private Reply route(Request request) {
        String path = request.path();
        if (path.equals("/ready")) return Reply.text(200, "ready\n");
        String prefix = "/loki/api/v1/";
        if (!path.startsWith(prefix)) return Reply.text(404, "404 page not found\n");
        String call = path.substring(prefix.length());
        if (call.startsWith("label/") && call.endsWith("/values")) {
            String name = call.substring("label/".length(), call.length() - "/values".length());
            return names(request, labels -> List.of(labels.get(name)));
        }
        return switch (call) {
            case "query_range" -> queryRange(request);
            case "labels" -> names(request, labels -> List.copyOf(labels.toMap().keySet()));
            case "series" -> series(request);
            default -> Reply.text(404, "404 page not found\n");
        };
    }

    private Reply queryRange(Request request) {
        LogQuery query = LogQuery.parse(request.parameter("query").orElse(""));
        long end = time(request, "end", now());
        long start = time(request, "start", end - 3_600 * NANOS);
        if (end < start)
            return Reply.text(400, "end timestamp must not be before or equal to start time");
        int limit = request.parameter("limit").map(Integer::parseInt).orElse(USUAL_ENTRIES);
        if (limit > MOST_ENTRIES) {
            return Reply.text(
                    400,
                    "max entries limit per query exceeded, limit > max_entries_limit_per_query (%d > %d)"
                            .formatted(limit, MOST_ENTRIES));
        }
        boolean forward =
                request.parameter("direction").orElse("backward").equalsIgnoreCase("forward");
        record Entry(Labels labels, Line line) {}
        List<Entry> found = new ArrayList<>();
        for (Stream stream : source.streams(start / 1_000_000)) {
            if (!query.selects(stream.labels())) continue;
            for (Line line : stream.lines()) {
                boolean inside = line.nanos() >= start && line.nanos() < end;
                if (inside && query.keeps(line.text())) found.add(new Entry(stream.labels(), line));
            }
        }
        Comparator<Entry> byTime = Comparator.comparingLong(entry -> entry.line().nanos());
        found.sort(forward ? byTime : byTime.reversed());
        Map<Labels, ArrayNode> streams = new LinkedHashMap<>();
        ObjectNode answer = Reply.JSON.createObjectNode().put("status", "success");
        ObjectNode data = answer.putObject("data").put("resultType", "streams");
        ArrayNode result = data.putArray("result");
        for (Entry entry : found.subList(0, Math.min(limit, found.size()))) {
            ArrayNode values =
                    streams.computeIfAbsent(
                            entry.labels(),
                            labels -> {
                                ObjectNode one = result.addObject();
                                labels.toMap().forEach(one.putObject("stream")::put);
                                return one.putArray("values");
                            });
            values.addArray().add(String.valueOf(entry.line().nanos())).add(entry.line().text());
        }
        data.putObject("stats");
        return Reply.json(200, answer);
    }

    private Reply names(Request request, Function<Labels, List<String>> of) {
        TreeSet<String> names = new TreeSet<>();
        long since = time(request, "start", now() - 6 * 3_600 * NANOS) / 1_000_000;
        for (Stream stream : source.streams(since)) names.addAll(of.apply(stream.labels()));
        names.remove("");
        ObjectNode answer = Reply.JSON.createObjectNode().put("status", "success");
        names.forEach(answer.putArray("data")::add);
        return Reply.json(200, answer);
    }

    private Reply series(Request request) {
        ObjectNode answer = Reply.JSON.createObjectNode().put("status", "success");
        ArrayNode data = answer.putArray("data");
        List<LogQuery> wanted = request.all("match[]").stream().map(LogQuery::parse).toList();
        for (Stream stream : source.streams(time(request, "start", 0) / 1_000_000)) {
            if (wanted.stream().noneMatch(query -> query.selects(stream.labels()))) continue;
            ObjectNode one = data.addObject();
            stream.labels().toMap().forEach(one::put);
        }
        return Reply.json(200, answer);
    }

    private long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * NANOS + now.getNano();
    }

    /** Nanoseconds, seconds with a fraction, or RFC 3339, as Loki takes them. */
    private static long time(Request request, String name, long absent) {
        String text = request.parameter(name).orElse("");
        if (text.isEmpty()) return absent;
        try {
            if (text.contains("T")) {
                Instant time = Instant.parse(text);
                return time.getEpochSecond() * NANOS + time.getNano();
            }
            BigDecimal number = new BigDecimal(text);
            boolean seconds = text.contains(".") || text.length() <= 10;
            return seconds ? number.movePointRight(9).longValue() : number.longValueExact();
        } catch (DateTimeParseException | ArithmeticException | NumberFormatException wrong) {
            throw new LogQuery.Malformed(
                    "could not parse '%s' parameter: %s".formatted(name, text));
        }
    }
}
