package io.sreagent.analysis.logs.template;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the values at one variable place, in bounded memory: the commonest values
 * (Misra and Gries 1982, {@link #TOP} counters: a count is too low by at most n / (TOP + 1)) and a
 * uniform sample of the numbers (Vitter's reservoir 1985). Not a number: only counted as a value.
 * Cost: one hash look-up for each value.
 */
final class ValueSketch {
    static final int TOP = 8;
    static final int SAMPLE = 64;
    private static final int LONGEST = 80; // bytes of a value that are kept

    private final Map<String, Long> top = new HashMap<>();
    private double @Nullable [] sample; // made with the first number
    private long numbers;
    private long seen;
    private @Nullable ValueSketch recent; // values since the last turn; null when nobody asks
    private final SplittableRandom random = new SplittableRandom(17);

    void add(byte[] bytes, int from, int to) {
        int kept = Math.min(to, from + LONGEST);
        add(new String(bytes, from, kept - from, StandardCharsets.UTF_8), 1);
        double number = leadingNumber(bytes, from, kept);
        if (!Double.isNaN(number)) addNumber(number);
        ValueSketch since = recent;
        if (since != null) since.add(bytes, from, to);
    }

    /** Values from now on are told apart from those before, too. */
    void turn() {
        recent = new ValueSketch();
    }

    /** The values since the last turn; all where there was none. */
    ValueSketch sinceTurn() {
        ValueSketch since = recent;
        return since == null ? this : since;
    }

    void addConstant(byte @Nullable [] text, long times) {
        if (text != null) add(new String(text, StandardCharsets.UTF_8), Math.max(1, times));
    }

    private void add(String value, long times) {
        seen += times;
        count(value, times);
    }

    private void count(String value, long times) {
        Long had = top.get(value);
        if (had != null) {
            top.put(value, had + times);
        } else if (top.size() < TOP) {
            top.put(value, times);
        } else {
            long least = times;
            for (long n : top.values()) least = Math.min(least, n);
            long taken = least;
            top.replaceAll((text, n) -> n - taken);
            top.values().removeIf(n -> n <= 0);
            if (times > taken) top.put(value, times - taken);
        }
    }

    private void addNumber(double number) {
        double[] kept = sample;
        if (kept == null) {
            kept = new double[SAMPLE];
            sample = kept;
        }
        if (numbers < SAMPLE) {
            kept[(int) numbers] = number;
        } else {
            long place = random.nextLong(numbers + 1);
            if (place < SAMPLE) kept[(int) place] = number;
        }
        numbers++;
    }

    void merge(ValueSketch other) {
        ValueSketch since = recent;
        ValueSketch theirSince = other.recent;
        if (since == null) recent = theirSince;
        else if (theirSince != null) since.merge(theirSince);
        seen += other.seen;
        other.top.forEach(this::count);
        long before = numbers;
        double[] theirs = other.sample;
        if (theirs == null) return;
        for (int i = 0; i < Math.min(other.numbers, SAMPLE); i++) addNumber(theirs[i]);
        numbers = before + other.numbers;
    }

    /** The number a value begins with ({@code 65020ms} is 65020); NaN when it begins with none. */
    static double leadingNumber(byte[] bytes, int from, int to) {
        int at = from;
        if (at < to && bytes[at] == '<') at++;
        boolean negative = at < to && bytes[at] == '-';
        if (negative) at++;
        double value = 0;
        int digits = 0;
        int afterPoint = -1;
        for (; at < to; at++) {
            if (Bytes.isDigit(bytes[at])) {
                value = value * 10 + (bytes[at] - '0');
                digits++;
                if (afterPoint >= 0) afterPoint++;
            } else if (bytes[at] == '.' && afterPoint < 0) {
                afterPoint = 0;
            } else {
                break;
            }
        }
        if (digits == 0 || digits > 18) return Double.NaN;
        if (at < to && (bytes[at] == '-' || bytes[at] == ':' || bytes[at] == '.'))
            return Double.NaN;
        if (afterPoint > 0) value /= Math.pow(10, afterPoint);
        return negative ? -value : value;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(seen);
        out.writeInt(top.size());
        for (var entry : top.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue());
        }
        out.writeLong(numbers);
        double[] kept = sample;
        for (int i = 0; kept != null && i < Math.min(numbers, SAMPLE); i++) {
            out.writeDouble(kept[i]);
        }
    }

    static ValueSketch read(DataInput in) throws IOException {
        ValueSketch sketch = new ValueSketch();
        sketch.seen = in.readLong();
        int values = in.readInt();
        for (int i = 0; i < values; i++) sketch.top.put(in.readUTF(), in.readLong());
        long numbers = in.readLong();
        for (int i = 0; i < Math.min(numbers, SAMPLE); i++) sketch.addNumber(in.readDouble());
        sketch.numbers = numbers;
        return sketch;
    }

    /** The value that all so far had; null when there were others. */
    @Nullable String onlyValue() {
        if (top.size() != 1) return null;
        var only = top.entrySet().iterator().next();
        return only.getValue() == seen ? only.getKey() : null;
    }

    /** Whether most of the common values are sizes with a unit, such as {@code 5.2 KB}. */
    boolean holdsSizes() {
        long sizes = top.keySet().stream().filter(value -> value.endsWith("B")).count();
        return 2 * sizes > top.size();
    }

    long seen() {
        return seen;
    }

    /** Values by falling count, at most {@link #TOP}. */
    List<Variable.Common> common() {
        List<Variable.Common> common = new ArrayList<>();
        top.forEach((value, n) -> common.add(new Variable.Common(value, n)));
        common.sort(
                Comparator.comparingLong(Variable.Common::count)
                        .reversed()
                        .thenComparing(Variable.Common::value));
        return common;
    }

    /** A sample of the numbers in rising order; empty when there were none. */
    double[] sortedSample() {
        double[] kept = sample;
        if (kept == null) return new double[0];
        double[] sorted = Arrays.copyOf(kept, (int) Math.min(numbers, SAMPLE));
        Arrays.sort(sorted);
        return sorted;
    }
}
