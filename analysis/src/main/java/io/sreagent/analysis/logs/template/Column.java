package io.sreagent.analysis.logs.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Patterns that are the same but for one word, and the judgement whether that word is a variable.
 *
 * <p>Different statements share words too ({@code VM Started}, {@code VM Stopped}), so few plain
 * words prove nothing: they are a variable only when they are many, or when the word before them
 * announces a name ({@code user alice}). Words with digits need less.
 */
final class Column {
    static final int PLAIN_WORDS = 5;
    private static final int PLAIN_WORDS_AT_START = 8; // a line seldom begins with a variable word
    private static final int LINES_PER_WORD_WITH_DIGITS = 20; // beyond it is an enumeration

    private static final int NAMES = 3; // words quoted, made up, or after a preposition
    static final int RARE_AMONG_VALUES = 5; // a word in at most one line of so many

    private final int place;
    private final int second; // the other place of a pair, or the same
    private final List<Pattern> patterns = new ArrayList<>();

    Column(int place) {
        this(place, place);
    }

    Column(int place, int second) {
        this.place = place;
        this.second = second;
    }

    void add(Pattern pattern) {
        patterns.add(pattern);
    }

    List<Pattern> patterns() {
        return patterns;
    }

    int distinct() {
        return patterns.size();
    }

    Pattern eldest() {
        Pattern eldest = patterns.getFirst();
        for (Pattern pattern : patterns) {
            boolean earlier =
                    pattern.first < eldest.first
                            || pattern.first == eldest.first && pattern.id < eldest.id;
            if (earlier) eldest = pattern;
        }
        return eldest;
    }

    boolean varies() {
        if (patterns.size() < 2 || constantsBeside() == 0 || isKey()) return false;
        Map<Long, Long> lines = new HashMap<>();
        int withDigits = 0;
        boolean variable = false;
        boolean found = false; // as text, by an earlier merge
        long total = 0;
        long asValue = 0;
        for (Pattern pattern : patterns) {
            total += pattern.count;
            if (pattern.variable(place)) {
                variable = true;
                asValue += pattern.count;
                found |= pattern.kind[place] == VariableType.TEXT.kind();
                continue;
            }
            lines.merge(pattern.hash[place], pattern.count, Long::sum);
            if (pattern.kind[place] == Token.WORD_WITH_DIGITS) withDigits++;
        }
        int words = lines.size();
        if (words == 0 || found) return true;
        if (variable) {
            return withDigits == words
                    || afterNoun()
                    || afterPreposition(2)
                    || (total - asValue) * RARE_AMONG_VALUES <= asValue;
        }
        if (afterNoun()) return true;
        boolean name = inQuotes() || afterPreposition(3) || identifiers() > words / 2 || isFamily();
        if (words >= NAMES && name) return true;
        if (2 * withDigits >= words) {
            return words >= PLAIN_WORDS || total <= (long) LINES_PER_WORD_WITH_DIGITS * words;
        }
        return words >= (place == 0 ? PLAIN_WORDS_AT_START : PLAIN_WORDS);
    }

    /** Both words of a pair vary together: many, hardly ever twice, beside enough that stays. */
    boolean bothVary() {
        int words = patterns.size();
        if (words < PLAIN_WORDS || constantsBeside() < 2) return false;
        long total = 0;
        Map<Long, Integer> ones = new HashMap<>();
        Map<Long, Integer> twos = new HashMap<>();
        for (Pattern pattern : patterns) {
            total += pattern.count;
            ones.merge(pattern.hash[place], 1, Integer::sum);
            twos.merge(pattern.hash[second], 1, Integer::sum);
        }
        int fewer = Math.min(ones.size(), twos.size());
        return fewer >= PLAIN_WORDS && 2 * fewer >= words && total <= 3L * words;
    }

    /** Constant words other than the ones in question. */
    private int constantsBeside() {
        Pattern any = patterns.getFirst();
        int constants = 0;
        for (int i = 0; i < any.length(); i++) {
            if (i != place && i != second && any.kind[i] < Token.PUNCTUATION) constants++;
        }
        return constants;
    }

    /** How many of the words are made up: dotted, with underscore or another sign. */
    private int identifiers() {
        int made = 0;
        for (Pattern pattern : patterns) {
            byte[] word = pattern.text[place];
            if (word == null) continue;
            for (byte b : word) {
                if (b == '.' || b == '_' || b == '$') {
                    made++;
                    break;
                }
            }
        }
        return made;
    }

    /** Keys name values; they do not vary themselves: {@code os.name=Linux os.arch=arm}. */
    private boolean isKey() {
        Pattern any = patterns.getFirst();
        return place + 2 < any.length()
                && any.kind[place + 1] == Token.PUNCTUATION
                && any.hash[place + 1] == ('=' | 0x100L)
                && !any.gap[place + 1]
                && !any.gap[place + 2];
    }

    private boolean afterPreposition(int constants) {
        if (place == 0 || constantsBeside() < constants) return false;
        Pattern any = patterns.getFirst();
        return any.kind[place - 1] == Token.WORD && WordSet.PREPOSITIONS.has(any.hash[place - 1]);
    }

    /** Words that differ in their last letter only are numbered things: {@code hda, hdb, hdc}. */
    private boolean isFamily() {
        byte[] any = patterns.getFirst().text[place];
        if (any == null || any.length < 3) return false;
        for (Pattern pattern : patterns) {
            byte[] word = pattern.text[place];
            if (word == null || word.length != any.length) return false;
            if (!Arrays.equals(word, 0, any.length - 1, any, 0, any.length - 1)) return false;
        }
        return true;
    }

    private boolean inQuotes() {
        Pattern any = patterns.getFirst();
        return place > 0
                && place + 1 < any.length()
                && any.kind[place - 1] == Token.PUNCTUATION
                && any.hash[place - 1] == any.hash[place + 1]
                && (any.hash[place - 1] == ('"' | 0x100L)
                        || any.hash[place - 1] == ('\'' | 0x100L));
    }

    private boolean afterNoun() {
        if (place == 0) return false;
        Pattern any = patterns.getFirst();
        int before = place - 1;
        if (any.kind[before] == Token.PUNCTUATION && before > 0) before--;
        return any.kind[before] == Token.WORD && WordSet.NOUNS.has(any.hash[before]);
    }
}
