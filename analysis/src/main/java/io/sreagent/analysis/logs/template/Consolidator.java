package io.sreagent.analysis.logs.template;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Merges patterns of one length that differ in one word only, when the words seen at that place
 * look like the values of a variable ({@link Column}). Repeats until nothing merges: a pattern that
 * varies in two places merges one place at a time.
 *
 * <p>Candidates are found by hashing each pattern without one of its words. The hash is a sum over
 * places, so leaving a word out is one subtraction. Most of them come once only; a {@link Tally}
 * tells, so that a map entry is made for those alone that can be candidates. Cost per round: three
 * passes over the words of each pattern, or over their pairs in rare ones.
 */
final class Consolidator {
    /** Told when one pattern becomes part of another. */
    interface Merged {
        void into(long from, long to);
    }

    private static final int ROUNDS = 8;
    private static final int PAIR_LINES = 64; // commoner patterns are no one-off values
    private static final int PAIR_TOKENS = 40; // pairs grow with the square of it

    private List<Pattern> patterns;
    private final Merged told;

    Consolidator(List<Pattern> patterns, Merged told) {
        this.patterns = new ArrayList<>(patterns);
        this.told = told;
    }

    List<Pattern> merged() {
        for (int round = 0; round < ROUNDS; round++) {
            int before = patterns.size();
            while (mergeColumns(this::single) || mergeColumns(this::pairs) || mergeCovered()) {}
            patterns = Shortening.merge(patterns, told);
            if (patterns.size() == before) break;
        }
        return patterns;
    }

    private boolean mergeColumns(Supplier<List<Column>> found) {
        List<Column> columns = found.get();
        columns.sort(Comparator.comparingInt(Column::distinct).reversed());
        Set<Pattern> gone = new HashSet<>();
        Set<Pattern> changed = new HashSet<>();
        for (Column column : columns) {
            if (column.patterns().stream().anyMatch(p -> gone.contains(p) || changed.contains(p))) {
                continue;
            }
            Pattern stays = column.eldest();
            for (Pattern other : column.patterns()) {
                if (other == stays) continue;
                stays.absorb(other);
                told.into(other.id, stays.id);
                gone.add(other);
            }
            changed.add(stays);
        }
        patterns.removeIf(gone::contains);
        return !gone.isEmpty();
    }

    private List<Column> single() {
        return columns(this::eachPlace, 2, Column::varies);
    }

    /** Columns at two places at once; the first word of a line is left alone. */
    private List<Column> pairs() {
        return columns(this::eachPair, Column.PLAIN_WORDS, Column::bothVary);
    }

    /** Told of a pattern without its words at one or two places. */
    private interface Rest {
        void of(Pattern pattern, int one, int two, long rest);
    }

    /** Goes through the patterns twice: only what came often enough is kept at all. */
    private static List<Column> columns(
            Consumer<Rest> all, int least, Predicate<Column> isVariable) {
        long[] keys = new long[1];
        all.accept((pattern, one, two, rest) -> keys[0]++);
        Tally tally = new Tally(keys[0]);
        all.accept((pattern, one, two, rest) -> tally.add(rest));
        Map<Long, Column> byRest = new HashMap<>();
        all.accept(
                (pattern, one, two, rest) -> {
                    if (tally.isAtLeast(rest, least))
                        byRest.computeIfAbsent(rest, key -> new Column(one, two)).add(pattern);
                });
        List<Column> columns = new ArrayList<>();
        for (Column column : byRest.values()) if (isVariable.test(column)) columns.add(column);
        return columns;
    }

    private void eachPlace(Rest told) {
        for (Pattern pattern : patterns) {
            long sum = sum(pattern);
            for (int i = 0; i < pattern.length(); i++) {
                if (pattern.kind[i] == Token.PUNCTUATION) continue;
                told.of(pattern, i, i, Bytes.mix(sum - place(i, pattern.hash[i]), i));
            }
        }
    }

    private void eachPair(Rest told) {
        for (Pattern pattern : patterns) {
            int length = pattern.length();
            if (length > PAIR_TOKENS || pattern.count > PAIR_LINES) continue;
            long sum = sum(pattern);
            for (int i = 1; i < length; i++) {
                if (pattern.kind[i] >= Token.PUNCTUATION) continue;
                long without = sum - place(i, pattern.hash[i]);
                for (int j = i + 1; j < length; j++) {
                    if (pattern.kind[j] >= Token.PUNCTUATION) continue;
                    long rest = without - place(j, pattern.hash[j]);
                    told.of(pattern, i, j, Bytes.mix(rest, i * 1000L + j));
                }
            }
        }
    }

    private static long sum(Pattern pattern) {
        long sum = pattern.length();
        for (int i = 0; i < pattern.length(); i++) sum += place(i, pattern.hash[i]);
        return sum;
    }

    /**
     * A rare pattern that a common one covers is one of its lines, with words where the others had
     * values. Cost: at most the square of the patterns of one length, most pairs told apart at the
     * first word.
     */
    private boolean mergeCovered() {
        Map<Integer, List<Pattern>> byLength = new HashMap<>();
        for (Pattern pattern : patterns) {
            byLength.computeIfAbsent(pattern.length(), key -> new ArrayList<>()).add(pattern);
        }
        Set<Pattern> gone = new HashSet<>();
        for (List<Pattern> alike : byLength.values()) {
            alike.sort(Comparator.comparingLong((Pattern pattern) -> pattern.count).reversed());
            for (int rare = alike.size() - 1; rare > 0; rare--) {
                for (int common = 0; common < rare; common++) {
                    if (!isRareBeside(alike.get(rare), alike.get(common))) break; // sorted
                    if (!covers(alike.get(common), alike.get(rare))) continue;
                    alike.get(common).absorb(alike.get(rare));
                    told.into(alike.get(rare).id, alike.get(common).id);
                    gone.add(alike.get(rare));
                    break;
                }
            }
        }
        patterns.removeIf(gone::contains);
        return !gone.isEmpty();
    }

    private static boolean isRareBeside(Pattern rare, Pattern common) {
        return rare.count * Column.RARE_AMONG_VALUES <= common.count;
    }

    private static boolean covers(Pattern common, Pattern rare) {
        int same = 0;
        int words = 0;
        for (int i = 0; i < common.length(); i++) {
            if (!common.variable(i)) {
                if (common.hash[i] != rare.hash[i] || rare.variable(i)) return false;
                if (common.kind[i] != Token.PUNCTUATION) same++;
            } else if (!rare.variable(i)) {
                if (i == 0 || rare.kind[i] == Token.PUNCTUATION) return false;
                words++;
            }
        }
        return words > 0 && same >= 2 && words <= same;
    }

    private static long place(int place, long hash) {
        return Bytes.mix(hash, 0x5851F42D4C957F2DL * (place + 1));
    }
}
