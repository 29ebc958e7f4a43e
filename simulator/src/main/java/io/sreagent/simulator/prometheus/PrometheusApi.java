package io.sreagent.simulator.prometheus;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.http.Reply;
import io.sreagent.simulator.http.Request;
import io.sreagent.simulator.metrics.Labels;
import io.sreagent.simulator.metrics.Matcher;
import io.sreagent.simulator.metrics.Series;
import io.sreagent.simulator.metrics.SeriesStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.regex.PatternSyntaxException;

/**
 * Prometheus' HTTP API (https://prometheus.io/docs/prometheus/latest/querying/api/) over the
 * recorded samples: query, query_range, series, labels, label values, metadata, build information,
 * health.
 */
public final class PrometheusApi implements Function<Request, Reply> {
    private static final int MOST_POINTS = 11_000;

    private final SeriesStore store;
    private final InstantSource clock;
    private final Lock lock;
    private final Runnable catchUp;

    /**
     * @param lock held while the samples are read
     * @param catchUp brings the world to the clock's time; called before the lock is taken
     */
    public PrometheusApi(SeriesStore store, InstantSource clock, Lock lock, Runnable catchUp) {
        this.store = store;
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
        } catch (QueryException e) {
            return error(e);
        } finally {
            lock.unlock();
        }
    }

    private Reply route(Request request) {
        String path = request.path();
        boolean read = request.method().equals("GET") || request.method().equals("HEAD");
        boolean form = request.method().equals("POST");
        if (!read && !form) {
            return Reply.text(405, "Method Not Allowed");
        }
        if (path.startsWith("/api/v1/label/") && path.endsWith("/values")) {
            return labelValues(
                    request,
                    path.substring("/api/v1/label/".length(), path.length() - "/values".length()));
        }
        return switch (path) {
            case "/api/v1/query" -> query(request);
            case "/api/v1/query_range" -> queryRange(request);
            case "/api/v1/series" -> series(request);
            case "/api/v1/labels" -> labels(request);
            case "/api/v1/metadata" -> metadata(request);
            case "/api/v1/status/buildinfo" -> buildInfo();
            case "/-/healthy" -> Reply.text(200, "Prometheus Server is Healthy.\n");
            case "/-/ready" -> Reply.text(200, "Prometheus Server is Ready.\n");
            default -> Reply.text(404, "404 page not found\n");
        };
    }

    private static Reply error(QueryException e) {
        ObjectNode body = Reply.JSON.createObjectNode();
        body.put("status", "error")
                .put("errorType", e.type.wire)
                .put("error", String.valueOf(e.getMessage()));
        return Reply.json(e.type.code, body);
    }

    private Reply query(Request request) {
        Expr expr = QueryParser.parse(required(request, "query"));
        long at = request.parameter("time").map(t -> time("time", t)).orElse(clock.millis());
        if (expr instanceof Expr.Selector selector && selector.range() > 0) {
            return success(json -> rawSamples(json, selector, at));
        }
        Value value = new Evaluator(store, new long[] {at}).evaluate(expr);
        return success(json -> writeInstant(json, value, at));
    }

    private Reply queryRange(Request request) {
        long start = time("start", required(request, "start"));
        long end = time("end", required(request, "end"));
        long step = step(required(request, "step"));
        if (end < start) {
            throw QueryException.badData(
                    "invalid parameter \"end\": end timestamp must not be before start time");
        }
        if (step <= 0) {
            throw QueryException.badData(
                    "invalid parameter \"step\": zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        if ((end - start) / step > MOST_POINTS) {
            throw QueryException.badData(
                    "exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)");
        }
        Expr expr = QueryParser.parse(required(request, "query"));
        if (expr instanceof Expr.Str
                || (expr instanceof Expr.Selector selector && selector.range() > 0)) {
            throw QueryException.badData(
                    "invalid parameter \"query\": invalid expression type \"%s\" for range query, must be Scalar or instant Vector"
                            .formatted(expr instanceof Expr.Str ? "string" : "range vector"));
        }
        var times = new long[(int) ((end - start) / step) + 1];
        for (int i = 0; i < times.length; i++) {
            times[i] = start + i * step;
        }
        Value value = new Evaluator(store, times).evaluate(expr);
        return success(json -> writeMatrix(json, value, times));
    }

    private static String required(Request request, String name) {
        return request.parameter(name)
                .orElseThrow(
                        () ->
                                QueryException.badData(
                                        "invalid parameter \"%s\": empty or missing"
                                                .formatted(name)));
    }

    private static long time(String name, String text) {
        try {
            return text.matches("[+-]?[0-9.eE+]+")
                    ? Math.round(Double.parseDouble(text) * 1000)
                    : Instant.parse(text).toEpochMilli();
        } catch (NumberFormatException | DateTimeParseException e) {
            throw QueryException.badData(
                    "invalid parameter \"%s\": cannot parse \"%s\" to a valid timestamp"
                            .formatted(name, text));
        }
    }

    private static long step(String text) {
        try {
            return text.matches("([0-9]+(ms|[smhdwy]))+")
                    ? QueryParser.millis(text)
                    : Math.round(Double.parseDouble(text) * 1000);
        } catch (NumberFormatException e) {
            throw QueryException.badData(
                    "invalid parameter \"step\": cannot parse \"%s\" to a valid duration"
                            .formatted(text));
        }
    }

    private interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    private static Reply success(Writer data) {
        var bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = Reply.JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("status", "success");
            json.writeFieldName("data");
            data.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return new Reply.Whole(200, "application/json", bytes.toByteArray());
    }

    private static void writeInstant(JsonGenerator json, Value value, long at) throws IOException {
        json.writeStartObject();
        switch (value) {
            case Value.Scalar(double[] values) -> {
                json.writeStringField("resultType", "scalar");
                json.writeFieldName("result");
                writePoint(json, at, number(values[0]));
            }
            case Value.Text(String text) -> {
                json.writeStringField("resultType", "string");
                json.writeFieldName("result");
                writePoint(json, at, text);
            }
            case Value.Vector(List<Value.Row> rows) -> {
                json.writeStringField("resultType", "vector");
                json.writeArrayFieldStart("result");
                for (Value.Row row : rows) {
                    if (!Value.absent(row.values()[0])) {
                        json.writeStartObject();
                        writeLabels(json, row.labels());
                        json.writeFieldName("value");
                        writePoint(json, at, number(row.values()[0]));
                        json.writeEndObject();
                    }
                }
                json.writeEndArray();
            }
        }
        json.writeEndObject();
    }

    private static void writeMatrix(JsonGenerator json, Value value, long[] times)
            throws IOException {
        List<Value.Row> rows =
                switch (value) {
                    case Value.Scalar(double[] values) ->
                            List.of(new Value.Row(Labels.NONE, values));
                    case Value.Vector(List<Value.Row> r) -> r;
                    case Value.Text text -> List.of();
                };
        json.writeStartObject();
        json.writeStringField("resultType", "matrix");
        json.writeArrayFieldStart("result");
        for (Value.Row row : rows) {
            boolean open = false;
            for (int i = 0; i < times.length; i++) {
                double v = row.values()[i];
                if (Value.absent(v)) {
                    continue;
                }
                if (!open) {
                    json.writeStartObject();
                    writeLabels(json, row.labels());
                    json.writeArrayFieldStart("values");
                    open = true;
                }
                writePoint(json, times[i], number(v));
            }
            if (open) {
                json.writeEndArray();
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void rawSamples(JsonGenerator json, Expr.Selector selector, long at)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("resultType", "matrix");
        json.writeArrayFieldStart("result");
        long end = at - selector.offset();
        for (Series series : store.select(selector.matchers())) {
            var window = new Window(store, series, end - selector.range(), end);
            if (window.gather(end, selector.range()) == 0) {
                continue;
            }
            json.writeStartObject();
            writeLabels(json, series.labels());
            json.writeArrayFieldStart("values");
            for (int i = 0; i < window.count(); i++) {
                writePoint(json, window.time(i), number(window.value(i)));
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeLabels(JsonGenerator json, Labels labels) throws IOException {
        json.writeObjectFieldStart("metric");
        for (Map.Entry<String, String> label : labels.toMap().entrySet()) {
            json.writeStringField(label.getKey(), label.getValue());
        }
        json.writeEndObject();
    }

    private static void writePoint(JsonGenerator json, long millis, String value)
            throws IOException {
        json.writeStartArray();
        if (millis % 1000 == 0) {
            json.writeNumber(millis / 1000);
        } else {
            json.writeNumber(millis / 1000.0);
        }
        json.writeString(value);
        json.writeEndArray();
    }

    /** As Go writes floats: no exponent, no trailing zeros, +Inf, -Inf, NaN. */
    static String number(double v) {
        if (Double.isNaN(v)) {
            return "NaN";
        }
        if (Double.isInfinite(v)) {
            return v > 0 ? "+Inf" : "-Inf";
        }
        if (v == Math.rint(v) && Math.abs(v) < 1e15) {
            return Long.toString((long) v);
        }
        String text = Double.toString(v);
        return text.indexOf('E') < 0
                ? text
                : new java.math.BigDecimal(text).stripTrailingZeros().toPlainString();
    }

    private List<Series> matched(Request request, boolean needed) {
        List<String> selectors = new ArrayList<>(request.all("match[]"));
        if (selectors.isEmpty() && needed) {
            throw QueryException.badData("no match[] parameter provided");
        }
        int from =
                store.slotAt(
                        request.parameter("start")
                                .map(t -> time("start", t))
                                .orElse(Long.MIN_VALUE / 4));
        int to =
                store.slotAt(
                        request.parameter("end")
                                .map(t -> time("end", t))
                                .orElse(Long.MAX_VALUE / 4));
        List<List<Matcher>> wanted = new ArrayList<>();
        try {
            selectors.forEach(s -> wanted.add(QueryParser.matchers(s)));
        } catch (PatternSyntaxException e) {
            throw QueryException.badData("invalid parameter \"match[]\": " + e.getMessage());
        }
        if (wanted.isEmpty()) {
            wanted.add(List.of());
        }
        var found = new java.util.LinkedHashSet<Series>();
        for (List<Matcher> matchers : wanted) {
            for (Series series : store.select(matchers)) {
                if (series.firstSlot() <= to && series.nextSlot() > from) {
                    found.add(series);
                }
            }
        }
        return List.copyOf(found);
    }

    private Reply series(Request request) {
        List<Series> found = matched(request, true);
        return success(
                json -> {
                    json.writeStartArray();
                    for (Series series : limited(request, found)) {
                        json.writeStartObject();
                        for (Map.Entry<String, String> label : series.labels().toMap().entrySet()) {
                            json.writeStringField(label.getKey(), label.getValue());
                        }
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    private Reply labels(Request request) {
        var names = new TreeSet<String>();
        matched(request, false).forEach(series -> names.addAll(series.labels().toMap().keySet()));
        return strings(limited(request, new ArrayList<>(names)));
    }

    private Reply labelValues(Request request, String label) {
        if (!label.matches("[a-zA-Z_][a-zA-Z0-9_]*")) {
            throw QueryException.badData("invalid label name: \"%s\"".formatted(label));
        }
        var values = new TreeSet<String>();
        matched(request, false).forEach(series -> values.add(series.labels().get(label)));
        values.remove("");
        return strings(limited(request, new ArrayList<>(values)));
    }

    private static <T> List<T> limited(Request request, List<T> all) {
        Optional<Integer> limit =
                request.parameter("limit")
                        .filter(l -> l.matches("[0-9]{1,9}"))
                        .map(Integer::valueOf);
        return limit.isPresent() && limit.get() > 0 && limit.get() < all.size()
                ? all.subList(0, limit.get())
                : all;
    }

    private static Reply strings(List<String> strings) {
        return success(
                json -> {
                    json.writeStartArray();
                    for (String s : strings) {
                        json.writeString(s);
                    }
                    json.writeEndArray();
                });
    }

    private Reply metadata(Request request) {
        Optional<String> only = request.parameter("metric");
        return success(
                json -> {
                    json.writeStartObject();
                    for (Map.Entry<String, SeriesStore.Metadata> entry :
                            store.metadata().entrySet()) {
                        if (only.isEmpty() || only.get().equals(entry.getKey())) {
                            json.writeArrayFieldStart(entry.getKey());
                            json.writeStartObject();
                            json.writeStringField("type", entry.getValue().type());
                            json.writeStringField("help", entry.getValue().help());
                            json.writeStringField("unit", "");
                            json.writeEndObject();
                            json.writeEndArray();
                        }
                    }
                    json.writeEndObject();
                });
    }

    private static Reply buildInfo() {
        return success(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("version", "3.0.0-simulated");
                    json.writeStringField("revision", "simulated");
                    json.writeStringField("branch", "simulated");
                    json.writeStringField("buildUser", "simulated");
                    json.writeStringField("buildDate", "20260101-00:00:00");
                    json.writeStringField("goVersion", "none");
                    json.writeEndObject();
                });
    }
}
