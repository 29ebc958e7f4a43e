package io.sreagent.analysis.logs.template;

import java.util.List;
import java.util.Locale;

/**
 * A small set of words, asked by hash so that no text is made while scanning.
 *
 * <p>The words here are those of everyday operations, in no way of one program: units, values that
 * every system has, nouns that introduce a name, top-level domains.
 */
final class WordSet {
    static final WordSet UNITS =
            new WordSet(
                    "b byte bytes kb mb gb tb kib mib gib tib k ms s sec secs second seconds us ns"
                            + " min mins minute minutes h hr hrs hour hours day days milliseconds"
                            + " microseconds nanoseconds millis msec usec percent");
    static final WordSet CONSTANTS = new WordSet("true false null nil root admin nan");
    static final WordSet NOUNS =
            new WordSet(
                    "user username account host hostname node file directory domain pod container"
                            + " image bucket table topic queue database");
    static final WordSet DOMAINS =
            new WordSet(
                    "com net org edu gov mil int io cn hk tw jp kr de uk fr us ru br au ca nl eu"
                            + " local localdomain internal lan svc dev app cloud");

    /** Keys whose quoted value is a sentence, not a value. */
    static final WordSet TEXT_KEYS = new WordSet("msg message error err reason event log text");

    /** Two letters after a full stop that are no country. */
    static final WordSet SUFFIXES =
            new WordSet("id is py sh go js rb cc so gz db md pl rs cs ts xz");

    /** Words that announce a name more often than a statement of their own; three must be seen. */
    static final WordSet PREPOSITIONS =
            new WordSet("for from by as via named called driver device client class module");

    static final WordSet SOURCES =
            new WordSet(
                    "java kt scala py go js ts jsx tsx rb rs cs cpp cc cxx hpp php pl sh vb log");

    private final long[] table = new long[512];

    private WordSet(String words) {
        for (String word : List.of(words.split(" "))) {
            add(word);
            add(word.toUpperCase(Locale.ROOT));
            add(word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        if (this.table.length < 4 * words.split(" ").length)
            throw new IllegalStateException("table too small for: " + words);
    }

    private void add(String word) {
        long hash = Bytes.hash(word);
        int at = (int) hash & (table.length - 1);
        while (table[at] != 0 && table[at] != hash) at = (at + 1) & (table.length - 1);
        table[at] = hash;
    }

    boolean has(long hash) {
        int at = (int) hash & (table.length - 1);
        while (table[at] != 0) {
            if (table[at] == hash) return true;
            at = (at + 1) & (table.length - 1);
        }
        return false;
    }

    boolean has(byte[] bytes, int from, int to) {
        return to - from <= 16 && has(Bytes.hash(bytes, from, to));
    }
}
