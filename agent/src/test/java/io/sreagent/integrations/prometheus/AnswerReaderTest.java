package io.sreagent.integrations.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The reader of answers beside Jackson, on thousands of odd and broken bodies from a seed. */
class AnswerReaderTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final String[] NUMBERS = {
        "NaN",
        "+Inf",
        "-Inf",
        "0",
        "-0",
        "1e3",
        "1E-7",
        "5e-324",
        "1.7976931348623157e+308",
        "123456789012345678901234567890",
        "0.1",
        "3.141592653589793",
        "1e400",
        "-2.5e-310"
    };

    @Test
    void a_decimal_becomes_the_double_nearest_to_it() {
        Random random = new Random(1);
        for (int i = 0; i < 30_000; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            double usual = random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20);
            for (double value : new double[] {any, usual, (float) usual}) {
                if (!Double.isFinite(value)) continue;
                assertThat(parsed(Double.toString(value))).isEqualTo(value);
            }
            String digits = (random.nextLong() >>> 1) + "." + random.nextInt(1000);
            assertThat(parsed(digits)).isEqualTo(Double.parseDouble(digits));
            String halfway =
                    (1L << 53) + 2L * random.nextInt(1 << 20) + 1 + "e" + random.nextInt(22);
            assertThat(parsed(halfway)).isEqualTo(Double.parseDouble(halfway));
        }
    }

    @Test
    void what_is_no_number_is_refused() {
        for (String odd : List.of("", "-", ".", "e5", "1e", "1x", "0x10", "--1", "1.2.3", " 1"))
            assertThatCode(() -> parsed(odd)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void odd_bodies_are_read_as_jackson_reads_them() throws IOException {
        Random random = new Random(2);
        for (int i = 0; i < 3000; i++) {
            String body = body(random);
            assertThat(read(body.getBytes(UTF_8), random)).as(body).isEqualTo(oracle(body));
        }
    }

    @Test
    void broken_bodies_end_in_an_input_output_exception_or_in_what_jackson_reads() {
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = body(random).getBytes(UTF_8);
            if (random.nextBoolean()) bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            for (int k = random.nextInt(3); k >= 0 && bytes.length > 0; k--)
                bytes[random.nextInt(bytes.length)] = (byte) (32 + random.nextInt(95));
            Map<Map<String, String>, List<Double>> ours;
            Map<Map<String, String>, List<Double>> theirs;
            try {
                ours = read(bytes, random);
                theirs = oracle(new String(bytes, UTF_8));
            } catch (IOException | IllegalArgumentException refused) {
                continue; // the oracle may refuse what nobody reads
            }
            assertThat(ours).as(new String(bytes, UTF_8)).isEqualTo(theirs);
        }
    }

    private static double parsed(String text) {
        byte[] bytes = ("<" + text + ">").getBytes(UTF_8);
        return Decimal.parse(bytes, 1, bytes.length - 1);
    }

    private static Map<Map<String, String>, List<Double>> read(byte[] body, Random random)
            throws IOException {
        boolean atOnce = random.nextBoolean();
        InputStream drop =
                new ByteArrayInputStream(body) {
                    @Override
                    public synchronized int read(byte[] into, int from, int length) {
                        int most = atOnce ? length : 1 + random.nextInt(40);
                        return super.read(into, from, Math.min(length, most));
                    }
                };
        Map<Map<String, String>, List<Double>> read = new LinkedHashMap<>();
        for (RawSeries series : new AnswerReader(1000, 15, 8).read(drop).answer().series())
            read.put(series.labels(), Arrays.stream(series.values()).boxed().toList());
        return read;
    }

    private static Map<Map<String, String>, List<Double>> oracle(String body) throws IOException {
        Map<Map<String, String>, List<Double>> read = new LinkedHashMap<>();
        JsonNode root = JACKSON.readTree(body);
        if (root.path("status").asText().isEmpty()) throw new IOException("no status");
        for (JsonNode series : root.path("data").path("result")) {
            double[] values = new double[8];
            Arrays.fill(values, Double.NaN);
            for (JsonNode pair : series.path("values")) {
                long index = Math.round((pair.get(0).asDouble() - 1000) / 15);
                double value = Double.parseDouble(pair.get(1).asText().replace("Inf", "Infinity"));
                if (index >= 0 && index < 8 && Double.isFinite(value)) values[(int) index] = value;
            }
            Map<String, String> labels = new LinkedHashMap<>();
            series.path("metric")
                    .properties()
                    .forEach(e -> labels.put(whole(e.getKey()), whole(e.getValue().asText())));
            read.put(labels, Arrays.stream(values).boxed().toList());
        }
        return read;
    }

    /** Half a character is nothing that can be told in UTF-8. */
    private static String whole(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }

    private static String body(Random random) {
        String blank = random.nextBoolean() ? "" : " \n";
        StringBuilder json = new StringBuilder("{" + blank + "\"status\":" + blank + "\"success\"");
        if (random.nextBoolean()) json.append(",\"infos\":[{\"a\":[1,null,\"]}\\\"\"]},true]");
        json.append(",\"data\":{\"resultType\":\"matrix\",\"result\":[");
        for (int s = random.nextInt(4); s >= 0; s--) {
            json.append("{\"metric\":{\"n\":\"").append(s).append("\",\"l\\u00e9\":\"");
            json.append(
                    List.of("plain", "a\\\"b\\\\c", "\\u4e2d文\\n", "\\ud83d\\ude00")
                            .get(random.nextInt(4)));
            json.append("\"},\"values\":[");
            for (int i = 0; i < 5; i++) {
                if (i > 0) json.append(',').append(blank);
                json.append('[').append(1000 + 15 * i);
                if (random.nextInt(3) == 0) json.append(".").append(random.nextInt(1000));
                String number =
                        random.nextInt(3) == 0
                                ? NUMBERS[random.nextInt(NUMBERS.length)]
                                : Double.toString(random.nextGaussian() * 1e5);
                json.append(',').append(blank).append('"').append(number).append("\"]");
            }
            json.append("],\"histograms\":[[1,{\"count\":\"1\"}]]}").append(s > 0 ? "," : "");
        }
        return json.append("]},\"warnings\":[\"partial \\u00b5\"]}").append(blank).toString();
    }
}
