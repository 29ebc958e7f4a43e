package io.sreagent.benchmarks.detect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.NumberInput;
import io.sreagent.integrations.prometheus.AnswerReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A query_range answer into columns: the program's reader beside Jackson's streaming parser with
 * its fast double parser, in one run, by CPU time; both must come to the same numbers.
 *
 * <pre>java … io.sreagent.benchmarks.detect.AnswerSpeed [SERIES] [POINTS]</pre>
 */
public final class AnswerSpeed {
    private static final JsonFactory JACKSON = new JsonFactory();
    private static final int TURNS = 30;
    private static final double START = 1_700_000_000;
    private static final double STEP = 60;

    private interface Reading {
        List<double[]> of(byte[] body) throws IOException;
    }

    private AnswerSpeed() {}

    public static void main(String[] args) throws IOException {
        int series = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int points = args.length > 1 ? Integer.parseInt(args[1]) : 1440;
        byte[] body = body(series, points);
        Reading ours =
                bytes -> AnswerReader.columns(new ByteArrayInputStream(bytes), START, STEP, points);
        Reading theirs = bytes -> jackson(bytes, points);
        List<double[]> one = ours.of(body);
        List<double[]> other = theirs.of(body);
        for (int s = 0; s < series; s++)
            if (!Arrays.equals(one.get(s), other.get(s)))
                throw new IllegalStateException("series " + s + " differs");
        double best = Double.MAX_VALUE;
        double peer = Double.MAX_VALUE;
        for (int turn = 0; turn < TURNS; turn++) {
            best = Math.min(best, spent(ours, body));
            peer = Math.min(peer, spent(theirs, body));
        }
        System.out.printf(
                Locale.ROOT,
                "%d series of %d values, %.1f MB: here %.1f ms (%.0f MB/s), Jackson streaming %.1f ms"
                        + " (%.0f MB/s), ratio %.2f%n",
                series,
                points,
                body.length / 1e6,
                best / 1e6,
                body.length * 1e3 / best,
                peer / 1e6,
                body.length * 1e3 / peer,
                peer / best);
    }

    private static double spent(Reading reading, byte[] body) throws IOException {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        reading.of(body);
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
    }

    private static byte[] body(int series, int points) {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder json =
                new StringBuilder(
                        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[");
        for (int s = 0; s < series; s++) {
            json.append(s > 0 ? "," : "")
                    .append("{\"metric\":{\"__name__\":\"requests\",\"pod\":\"shop-");
            json.append(s).append("\",\"path\":\"/a\\\"b\"},\"values\":[");
            for (int i = 0; i < points; i++) {
                int odd = random.nextInt(200);
                String value =
                        odd == 0
                                ? "NaN"
                                : odd == 1
                                        ? "+Inf"
                                        : odd < 40
                                                ? Integer.toString(random.nextInt(100_000))
                                                : Double.toString(
                                                        Math.exp(3 * random.nextGaussian()));
                json.append(i > 0 ? "," : "").append('[').append((long) (START + STEP * i));
                json.append(",\"").append(value).append("\"]");
            }
            json.append("]}");
        }
        return json.append("]}}").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<double[]> jackson(byte[] body, int points) throws IOException {
        List<double[]> columns = new ArrayList<>();
        try (JsonParser json = JACKSON.createParser(new ByteArrayInputStream(body))) {
            while (json.nextToken() != null) {
                if (json.currentToken() != JsonToken.FIELD_NAME
                        || !json.currentName().equals("values")) continue;
                double[] values = new double[points];
                Arrays.fill(values, Double.NaN);
                json.nextToken();
                while (json.nextToken() == JsonToken.START_ARRAY) {
                    json.nextToken();
                    long index = Math.round((json.getDoubleValue() - START) / STEP);
                    json.nextToken();
                    double value = number(json);
                    if (index >= 0 && index < points && Double.isFinite(value))
                        values[(int) index] = value;
                    json.nextToken();
                }
                columns.add(values);
            }
        }
        return columns;
    }

    private static double number(JsonParser json) throws IOException {
        char[] text = json.getTextCharacters();
        int from = json.getTextOffset();
        int length = json.getTextLength();
        char last = text[from + length - 1];
        if (last == 'N') return Double.NaN;
        if (last == 'f') return Double.POSITIVE_INFINITY;
        return NumberInput.parseDouble(text, from, length, true);
    }
}
