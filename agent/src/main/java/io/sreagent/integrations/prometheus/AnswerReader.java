package io.sreagent.integrations.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the server's JSON as it arrives, putting each sample straight on the asked grid: a large
 * answer costs its values and nothing else.
 *
 * <p>A sample between grid points goes to the nearest one (servers that align queries shift all
 * samples by the same part of a step); of two on one point the later wins. {@code NaN}, a stale
 * marker (which arrives as {@code NaN}) and both infinities are gaps: a ratio whose denominator is
 * zero measures nothing.
 */
final class AnswerReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final double start; // seconds
    private final double step; // seconds
    private final int length;

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

    AnswerReader read(InputStream body) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            expect(json, json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                switch (field) {
                    case "status" -> status = json.getText();
                    case "errorType" -> errorType = json.getText();
                    case "error" -> error = json.getText();
                    case "warnings" -> readWarnings(json, value);
                    case "data" -> readData(json, value);
                    default -> json.skipChildren();
                }
            }
        }
        if (status.isEmpty()) throw new IOException("the answer has no status");
        return this;
    }

    private void readWarnings(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_ARRAY) return;
        while (json.nextToken() != JsonToken.END_ARRAY) warnings.add(json.getText());
    }

    private void readData(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken inside = json.nextToken();
            if (field.equals("result") && inside == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) readSeries(json);
                // a scalar's result is a bare pair: [time, "value"]
                if (json.currentToken() != JsonToken.END_ARRAY) {
                    series.add(new RawSeries(Map.of(), readScalar(json)));
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private void readSeries(JsonParser json) throws IOException {
        Map<String, String> labels = new LinkedHashMap<>();
        double[] values = new double[length];
        Arrays.fill(values, Double.NaN);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken inside = json.nextToken();
            switch (field) {
                case "metric" -> {
                    while (json.nextToken() == JsonToken.FIELD_NAME) {
                        labels.put(json.currentName(), json.nextTextValue());
                    }
                }
                case "values" -> {
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        json.nextToken();
                        readSample(json, values);
                        expect(json, json.nextToken(), JsonToken.END_ARRAY);
                    }
                }
                case "value" -> {
                    expect(json, inside, JsonToken.START_ARRAY);
                    json.nextToken();
                    readSample(json, values);
                    expect(json, json.nextToken(), JsonToken.END_ARRAY);
                }
                default -> json.skipChildren(); // native histograms are not in the catalogue
            }
        }
        series.add(new RawSeries(Map.copyOf(labels), values));
    }

    private double[] readScalar(JsonParser json) throws IOException {
        double[] values = {Double.NaN};
        readSample(json, values);
        expect(json, json.nextToken(), JsonToken.END_ARRAY);
        return values;
    }

    /** At the time of a pair; leaves the parser at its value. */
    private void readSample(JsonParser json, double[] values) throws IOException {
        double time = json.getDoubleValue();
        expect(json, json.nextToken(), JsonToken.VALUE_STRING);
        double value = number(json.getText());
        long index = Double.isInfinite(step) ? 0 : Math.round((time - start) / step);
        if (index >= 0 && index < values.length && Double.isFinite(value)) {
            values[(int) index] = value;
        }
    }

    private static double number(String text) throws IOException {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException wrong) {
                    throw new IOException("'" + text + "' is no sample value", wrong);
                }
            }
        };
    }

    private static void expect(JsonParser json, JsonToken found, JsonToken wanted)
            throws IOException {
        if (found != wanted) {
            throw new IOException(
                    "expected "
                            + wanted
                            + ", not "
                            + found
                            + ", at character "
                            + json.currentLocation().getCharOffset());
        }
    }
}
