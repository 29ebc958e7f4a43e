package io.sreagent.analysis.logs.template;

import java.util.Arrays;
import java.util.List;

/** Pattern numbers by the number of tokens, newest last. */
final class PatternIndex {
    private final int[][] byLength = new int[Tokens.MOST + 1][];
    private final int[] sizes = new int[Tokens.MOST + 1];

    void add(int number, Pattern pattern) {
        int length = pattern.length();
        int[] numbers = byLength[length];
        if (numbers == null) numbers = new int[4];
        if (sizes[length] == numbers.length) numbers = Arrays.copyOf(numbers, 2 * sizes[length]);
        numbers[sizes[length]++] = number;
        byLength[length] = numbers;
    }

    /** The first pattern that the line fits; −1 when none does. */
    int find(List<Pattern> patterns, Tokens scanned) {
        int[] numbers = byLength[scanned.count];
        for (int i = 0; i < sizes[scanned.count]; i++) {
            if (patterns.get(numbers[i]).matches(scanned)) return numbers[i];
        }
        return -1;
    }
}
