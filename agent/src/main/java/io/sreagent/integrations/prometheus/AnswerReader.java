package io.sreagent.integrations.prometheus;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the server's JSON as it arrives ({@link JsonBytes}), putting each sample straight on the
 * asked grid: a large answer costs its values and nothing else.
 *
 * <p>A sample between grid points goes to the nearest one (servers that align queries shift all
 * samples by the same part of a step); of two on one point the later wins. {@code NaN}, a stale
 * marker (which arrives as {@code NaN}) and both infinities are gaps: a ratio whose denominator is
 * zero measures nothing.
 */
public final class AnswerReader {
    private final double start; // seconds
    private final double step; // seconds
    private final int length;

    private long next;
    private String status = "";
    private String errorType = "";
    private String error = "";
    private final List<String> warnings = new ArrayList<>();
    private final List<RawSeries> series = new ArrayList<>();

    AnswerReader(double start, double step, int length) {
        this.start = start;
        this.step = step;
        this.length = length;
    }

    /** For an instant query: one value a series. */
    static AnswerReader instant() {
        return new AnswerReader(0, Double.POSITIVE_INFINITY, 1);
    }

    /** The error the server told; empty when it succeeded. */
    String error() {
        return status.equals("success") ? "" : errorType + ": " + error;
    }

    QueryAnswer answer() {
        return new QueryAnswer(List.copyOf(series), List.copyOf(warnings));
    }

    /** The values of each series, for those who measure the reading alone. */
    public static List<double[]> columns(InputStream body, double start, double step, int length)
            throws IOException {
        return new AnswerReader(start, step, length)
                .read(body).series.stream().map(RawSeries::values).toList();
    }

    AnswerReader read(InputStream body) throws IOException {
        JsonBytes json = new JsonBytes(body);
        json.expect('{');
        if (!json.take('}')) {
            do {
                switch (json.name()) {
                    case "status" -> status = json.string();
                    case "errorType" -> errorType = json.string();
                    case "error" -> error = json.string();
                    case "warnings" -> readWarnings(json);
                    case "data" -> readData(json);
                    default -> json.skip();
                }
            } while (json.more('}'));
        }
        if (status.isEmpty()) throw new IOException("the answer has no status");
        return this;
    }

    private void readWarnings(JsonBytes json) throws IOException {
        if (json.peek() != '[') {
            json.skip();
            return;
        }
        json.expect('[');
        if (json.take(']')) return;
        do warnings.add(json.string());
        while (json.more(']'));
    }

    private void readData(JsonBytes json) throws IOException {
        if (json.peek() != '{') {
            json.skip();
            return;
        }
        json.expect('{');
        if (json.take('}')) return;
        do {
            if (json.name().equals("result") && json.peek() == '[') readResult(json);
            else json.skip();
        } while (json.more('}'));
    }

    private void readResult(JsonBytes json) throws IOException {
        json.expect('[');
        if (json.take(']')) return;
        if (json.peek() != '{') {
            // a scalar's result is a bare pair: [time, "value"]
            double[] values = {Double.NaN};
            readPair(json, values);
            series.add(new RawSeries(Map.of(), values));
            return;
        }
        do readSeries(json);
        while (json.more(']'));
    }

    private void readSeries(JsonBytes json) throws IOException {
        Map<String, String> labels = new LinkedHashMap<>();
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        json.expect('{');
        if (!json.take('}')) {
            do {
                switch (json.name()) {
                    case "metric" -> readLabels(json, labels);
                    case "values" -> {
                        json.expect('[');
                        if (json.take(']')) break;
                        do readSample(json, values);
                        while (json.more(']'));
                    }
                    case "value" -> readSample(json, values);
                    default -> json.skip(); // native histograms are not in the catalogue
                }
            } while (json.more('}'));
        }
        series.add(new RawSeries(Map.copyOf(labels), values));
    }

    private static void readLabels(JsonBytes json, Map<String, String> labels) throws IOException {
        json.expect('{');
        if (json.take('}')) return;
        do labels.put(json.name(), json.string());
        while (json.more('}'));
    }

    private void readSample(JsonBytes json, double[] values) throws IOException {
        if (json.quickSample()) {
            put(json.time, json.value, values);
            return;
        }
        json.expect('[');
        readPair(json, values);
    }

    /** A time, a value in quotes and what closes them. */
    private void readPair(JsonBytes json, double[] values) throws IOException {
        double time = json.number();
        json.expect(',');
        double value = json.quotedNumber();
        json.expect(']');
        put(time, value, values);
    }

    private void put(double time, double value, double[] values) {
        long index = next; // where samples come one by one no division is needed
        if (time != start + step * next)
            index = Double.isInfinite(step) ? 0 : Math.round((time - start) / step);
        next = index + 1;
        if (index >= 0 && index < values.length && Double.isFinite(value)) {
            values[(int) index] = value;
        }
    }
}
