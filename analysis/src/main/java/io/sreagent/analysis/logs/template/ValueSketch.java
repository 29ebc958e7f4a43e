package io.sreagent.analysis.logs.template;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the values at one variable place, in bounded memory: the commonest values
 * (Misra and Gries 1982, {@link #TOP} counters: a count is too low by at most n / (TOP + 1)) and a
 * uniform sample of the numbers (Vitter's reservoir 1985). Not a number: only counted as a value.
 * Cost: at most {@link #TOP} comparisons for each value; memory grows with what is seen.
 */
final class ValueSketch {
    static final int TOP = 8;
    static final int SAMPLE = 64;
    private static final double RISING = 0.9;
    private static final int LONGEST = 80; // bytes of a value that are kept

    private static final String[] NO_VALUES = {};
    private static final long[] NO_COUNTS = {};
    private static final double[] NO_NUMBERS = {};

    private String[] top = NO_VALUES; // grown as values come: most places have few
    private long[] counts = NO_COUNTS; // of each of them
    private int size;
    private double[] sample = NO_NUMBERS;
    private long numbers;
    private long seen;
    private double last = Double.POSITIVE_INFINITY; // the latest number
    private long rises; // numbers over the one before
    private long falls;
    private long random = 17; // state of splitmix64
    private @Nullable ValueSketch recent; // values since the last turn; null when nobody asks

    void add(byte[] bytes, int from, int to) {
        int kept = Math.min(to, from + LONGEST);
        add(new String(bytes, from, kept - from, StandardCharsets.UTF_8), 1);
        double number = leadingNumber(bytes, from, kept);
        if (!Double.isNaN(number)) {
            if (number > last) rises++;
            else if (number < last) falls++;
            last = number;
            addNumber(number);
        }
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
        for (int i = 0; i < size; i++) {
            if (top[i].equals(value)) {
                counts[i] += times;
                return;
            }
        }
        if (size < TOP) {
            put(value, times);
            return;
        }
        long taken = times;
        for (int i = 0; i < size; i++) taken = Math.min(taken, counts[i]);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (counts[i] == taken) continue;
            top[kept] = top[i];
            counts[kept++] = counts[i] - taken;
        }
        size = kept;
        if (times > taken) put(value, times - taken);
    }

    private void put(String value, long times) {
        if (size == top.length) {
            top = Arrays.copyOf(top, Math.max(1, 2 * size));
            counts = Arrays.copyOf(counts, top.length);
        }
        top[size] = value;
        counts[size++] = times;
    }

    private void addNumber(double number) {
        if (numbers < SAMPLE) {
            int place = (int) numbers;
            if (place == sample.length) sample = Arrays.copyOf(sample, Math.max(4, 2 * place));
            sample[place] = number;
        } else {
            long place = Long.remainderUnsigned(nextRandom(), numbers + 1);
            if (place < SAMPLE) sample[(int) place] = number;
        }
        numbers++;
    }

    /** Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. */
    private long nextRandom() {
        long z = random += 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    void merge(ValueSketch other) {
        ValueSketch since = recent;
        ValueSketch theirSince = other.recent;
        if (since == null) recent = theirSince;
        else if (theirSince != null) since.merge(theirSince);
        seen += other.seen;
        rises += other.rises;
        falls += other.falls;
        for (int i = 0; i < other.size; i++) count(other.top[i], other.counts[i]);
        long before = numbers;
        for (int i = 0; i < Math.min(other.numbers, SAMPLE); i++) addNumber(other.sample[i]);
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
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeUTF(top[i]);
            out.writeLong(counts[i]);
        }
        out.writeLong(numbers);
        for (int i = 0; i < Math.min(numbers, SAMPLE); i++) out.writeDouble(sample[i]);
    }

    static ValueSketch read(DataInput in) throws IOException {
        ValueSketch sketch = new ValueSketch();
        sketch.seen = in.readLong();
        int values = in.readInt();
        for (int i = 0; i < values; i++) sketch.count(in.readUTF(), in.readLong());
        long numbers = in.readLong();
        for (int i = 0; i < Math.min(numbers, SAMPLE); i++) sketch.addNumber(in.readDouble());
        sketch.numbers = numbers;
        return sketch;
    }

    /** The value that all so far had; null when there were others. */
    @Nullable String onlyValue() {
        return size == 1 && counts[0] == seen ? top[0] : null;
    }

    /** Whether most of the common values are sizes with a unit, such as {@code 5.2 KB}. */
    boolean holdsSizes() {
        int sizes = 0;
        for (int i = 0; i < size; i++) if (top[i].endsWith("B")) sizes++;
        return 2 * sizes > size;
    }

    /** Whether the numbers rise from line to line, as counters and clocks do. */
    boolean isRising() {
        return rises >= RISING * (rises + falls) && rises > 0;
    }

    long seen() {
        return seen;
    }

    /** Values by falling count, at most {@link #TOP}. */
    List<Variable.Common> common() {
        List<Variable.Common> common = new ArrayList<>();
        for (int i = 0; i < size; i++) common.add(new Variable.Common(top[i], counts[i]));
        common.sort(
                Comparator.comparingLong(Variable.Common::count)
                        .reversed()
                        .thenComparing(Variable.Common::value));
        return common;
    }

    /** A sample of the numbers in rising order; empty when there were none. */
    double[] sortedSample() {
        double[] sorted = Arrays.copyOf(sample, (int) Math.min(numbers, SAMPLE));
        Arrays.sort(sorted);
        return sorted;
    }
}
