package io.sreagent.analysis.logs.template;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pattern that a line fits. Each pattern stands under one of its constants with its place
 * and the pattern's length: the one under which the fewest stand when it is added, so that words
 * common to many patterns tell nothing and cost nothing.
 *
 * <p>Cost of a look: one map access a token, and a comparison with each pattern found there. A list
 * by length alone took a comparison with every pattern of that length, which made lines that are
 * all different cost the number of templates each.
 */
final class PatternIndex {
    /** Pattern numbers, rising. */
    private static final class Bucket {
        private int[] numbers = new int[2];
        private int size;

        void add(int number) {
            if (size == numbers.length) numbers = Arrays.copyOf(numbers, 2 * size);
            numbers[size++] = number;
        }

        /** The first below {@code limit} that the line fits; {@code limit} when none does. */
        int find(List<Pattern> patterns, Tokens scanned, int limit) {
            for (int i = 0; i < size && numbers[i] < limit; i++) {
                if (patterns.get(numbers[i]).matches(scanned)) return numbers[i];
            }
            return limit;
        }
    }

    private final Map<Long, Bucket> byConstant = new HashMap<>();

    /** Patterns without any constant, by length. */
    private final @Nullable Bucket[] bare = new Bucket[Tokens.MOST + 1];

    /** Numbers have to rise from one call to the next. */
    void add(int number, Pattern pattern) {
        int length = pattern.length();
        long rarest = 0;
        int fewest = Integer.MAX_VALUE;
        for (int i = 0; i < length && fewest > 0; i++) {
            if (pattern.variable(i)) continue;
            long key = key(length, i, pattern.hash[i]);
            Bucket bucket = byConstant.get(key);
            int size = bucket == null ? 0 : bucket.size;
            if (size >= fewest) continue;
            fewest = size;
            rarest = key;
        }
        boolean isBare = fewest == Integer.MAX_VALUE;
        (isBare ? bare(length) : byConstant.computeIfAbsent(rarest, key -> new Bucket()))
                .add(number);
    }

    private Bucket bare(int length) {
        Bucket bucket = bare[length];
        if (bucket == null) bare[length] = bucket = new Bucket();
        return bucket;
    }

    /** The pattern of the lowest number that the line fits; −1 when none does. */
    int find(List<Pattern> patterns, Tokens scanned) {
        int length = scanned.count;
        Bucket without = bare[length];
        int none = Integer.MAX_VALUE;
        int found = without == null ? none : without.find(patterns, scanned, none);
        for (int i = 0; i < length; i++) {
            if (scanned.kind[i] >= Token.VARIABLE) continue;
            Bucket bucket = byConstant.get(key(length, i, scanned.hash[i]));
            if (bucket != null) found = bucket.find(patterns, scanned, found);
        }
        return found == none ? -1 : found;
    }

    private static long key(int length, int place, long hash) {
        return Bytes.mix(hash, (long) place * (Tokens.MOST + 1) + length + 1);
    }
}
