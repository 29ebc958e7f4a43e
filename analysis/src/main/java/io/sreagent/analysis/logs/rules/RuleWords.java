package io.sreagent.analysis.logs.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds which rules' words occur in a text, for all rules in one pass: a word is looked for only
 * where its first three characters stand. Cost: one look-up in a table for each character, against
 * one search of the text for each of a pack's hundred words.
 */
final class RuleWords {
    private static final int START = 3; // characters
    private static final int PLACES = 1 << 12;

    private record Word(String text, int rule) {}

    private final List<List<Word>> byStart = new ArrayList<>();
    private final List<Word> brief = new ArrayList<>(); // too short for a start
    private final BitSet always = new BitSet(); // rules without words

    RuleWords(List<Rule> rules) {
        for (int i = 0; i < PLACES; i++) byStart.add(List.of());
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).any().isEmpty()) always.set(i);
            for (String text : rules.get(i).any()) add(new Word(text, i));
        }
    }

    private void add(Word word) {
        if (word.text().length() < START) {
            brief.add(word);
            return;
        }
        int place = place(word.text(), 0);
        List<Word> more = new ArrayList<>(byStart.get(place));
        more.add(word);
        byStart.set(place, more);
    }

    /**
     * Numbers of the rules whose pattern is worth asking.
     *
     * @param lower the text in lower case
     */
    BitSet in(String lower) {
        BitSet found = (BitSet) always.clone();
        for (Word word : brief) if (lower.contains(word.text())) found.set(word.rule());
        for (int i = 0; i + START <= lower.length(); i++) {
            List<Word> words = byStart.get(place(lower, i));
            for (int w = 0; w < words.size(); w++) {
                Word word = words.get(w);
                if (lower.startsWith(word.text(), i)) found.set(word.rule());
            }
        }
        return found;
    }

    private static int place(String text, int at) {
        int start = (text.charAt(at) * 31 + text.charAt(at + 1)) * 31 + text.charAt(at + 2);
        return (start ^ start >>> 7) & (PLACES - 1);
    }
}
