package io.sreagent.integrations.elastic;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Words that must be somewhere in a line for a filter to keep it, so that an index of words can be
 * asked: each run of letters and digits of the text sought is part of some indexed word. Where
 * words are not set apart by blanks (Chinese, Japanese, Thai) every character is a word, as
 * analyzers take it. In lower case, as analyzers keep it.
 */
final class SoughtWords {
    private static final Set<UnicodeScript> UNSPACED =
            Set.of(
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.THAI);
    private static final int SHORTEST = 2; // letters of the beginning of an alternative

    private SoughtWords() {}

    static List<String> in(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            boolean own = isUnspaced(c);
                            if (own || !isPlain(c)) {
                                if (!run.isEmpty()) words.add(run.toString());
                                run.setLength(0);
                            }
                            if (own) words.add(Character.toString(c));
                            else if (isPlain(c)) run.appendCodePoint(c);
                        });
        if (!run.isEmpty()) words.add(run.toString());
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).distinct().toList();
    }

    /**
     * How the alternatives of a simple regular expression begin: {@code (?i)(err(or)?|panic)} gives
     * {@code err, panic}. Empty when it is not of this form: then nothing can be asked for.
     */
    static List<String> alternatives(String regex) {
        String inner = regex.startsWith("(?i)") ? regex.substring(4) : regex;
        if (inner.startsWith("(") && closes(inner) == inner.length() - 1) {
            inner = inner.substring(1, inner.length() - 1);
        }
        List<String> begins = new ArrayList<>();
        for (String alternative : split(inner)) {
            int end = 0;
            while (end < alternative.length()
                    && isPlain(alternative.charAt(end))
                    && !isUnspaced(alternative.charAt(end))) {
                end++;
            }
            // What may be absent, or stand more than once, begins nothing.
            if (end < alternative.length() && "?*{".indexOf(alternative.charAt(end)) >= 0) end--;
            if (end < SHORTEST) return List.of();
            begins.add(alternative.substring(0, end).toLowerCase(Locale.ROOT));
        }
        return begins;
    }

    /** Place of the bracket that closes the first; -1 when none does. */
    private static int closes(String text) {
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') i++;
            else if (c == '(') depth++;
            else if (c == ')' && --depth == 0) return i;
        }
        return -1;
    }

    /** At every {@code |} that stands in no bracket. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') i++;
            else if (c == '(' || c == '[') depth++;
            else if (c == ')' || c == ']') depth--;
            else if (c == '|' && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static boolean isPlain(int c) {
        return Character.isLetterOrDigit(c);
    }

    private static boolean isUnspaced(int c) {
        return UNSPACED.contains(UnicodeScript.of(c));
    }
}
