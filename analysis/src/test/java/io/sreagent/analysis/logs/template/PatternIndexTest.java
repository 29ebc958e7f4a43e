package io.sreagent.analysis.logs.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PatternIndexTest {
    private final Tokens scanned = new Tokens();
    private final LineScanner scanner = new LineScanner(scanned);
    private final List<Pattern> patterns = new ArrayList<>();
    private final PatternIndex index = new PatternIndex();

    @Test
    void the_first_pattern_that_a_line_fits_is_found_as_by_asking_each() {
        Random random = new Random(4);
        for (int i = 0; i < 100; i++) {
            String line = line(random);
            add(line);
            if (i % 3 == 0) widen(patterns.getLast(), line.substring(line.indexOf(' ')));
        }
        rebuild();

        int found = 0;
        for (int i = 0; i < 2_000; i++) {
            scan(line(random));
            int expected = byAskingEach();
            assertThat(indexed.find(patterns, scanned)).isEqualTo(expected);
            if (expected >= 0) found++;
        }
        assertThat(found).isBetween(50, 1_900);
    }

    @Test
    void a_pattern_of_values_only_is_found_too() {
        add("17 10.0.0.1");
        scan("42 10.0.0.9");

        assertThat(index.find(patterns, scanned)).isZero();
        scan("42");
        assertThat(index.find(patterns, scanned)).isEqualTo(-1);
    }

    @Test
    void a_tally_says_too_much_rather_than_too_little() {
        Tally tally = new Tally(100);
        Random random = new Random(1);
        long[] keys = random.longs(100).toArray();
        for (long key : keys) for (int i = 0; i < 3; i++) tally.add(key);

        for (long key : keys) assertThat(tally.isAtLeast(key, 3)).isTrue();
        long wrong = random.longs(1_000).filter(key -> tally.isAtLeast(key, 1)).count();
        assertThat(wrong).isLessThan(300);
    }

    private PatternIndex indexed = index;

    /** Patterns are indexed as they are; what changed them is followed by a new index. */
    private void rebuild() {
        indexed = new PatternIndex();
        for (int i = 0; i < patterns.size(); i++) indexed.add(i, patterns.get(i));
    }

    /** Few words, so that lines meet; lengths of two to four. */
    private static String line(Random random) {
        StringBuilder line = new StringBuilder();
        int length = 2 + random.nextInt(3);
        for (int i = 0; i < length; i++) {
            int word = random.nextInt(9);
            line.append(
                            word == 8
                                    ? String.valueOf(random.nextInt(1000))
                                    : "w" + (char) ('a' + word))
                    .append(' ');
        }
        return line.toString().strip();
    }

    private void add(String line) {
        byte[] bytes = scan(line);
        Pattern pattern = Pattern.of(scanned, bytes, patterns.size());
        index.add(patterns.size(), pattern);
        patterns.add(pattern);
    }

    /** The first word varies from now on. */
    private void widen(Pattern pattern, String rest) {
        byte[] bytes = scan("other" + rest);
        pattern.absorb(Pattern.of(scanned, bytes, 0));
    }

    private byte[] scan(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        scanner.scan(bytes, 0, bytes.length);
        return bytes;
    }

    private int byAskingEach() {
        for (int i = 0; i < patterns.size(); i++) if (patterns.get(i).matches(scanned)) return i;
        return -1;
    }
}
