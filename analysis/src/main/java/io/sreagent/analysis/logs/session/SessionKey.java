package io.sreagent.analysis.logs.session;

import io.sreagent.analysis.fact.LogLine;
import org.jspecify.annotations.Nullable;

/**
 * What joins a line with others: its trace id, else the first word in its text that looks like the
 * number of one thing among many ({@code blk_-1608999687919862906}, {@code req-4711815}). Where
 * such words are rare they are soon no longer looked for. Cost: one look at each character.
 */
final class SessionKey {
    private static final int FEWEST_LETTERS = 2;
    private static final int MOST_LETTERS = 12;
    private static final int FEWEST_DIGITS = 6;
    private static final int MOST_DIGITS = 32;
    private static final int LONGEST_TRACE = 128; // what is longer is no id
    private static final int TRIAL = 10_000; // lines
    private static final double OFTEN = 0.1; // of the lines, or looking does not pay

    private long looked;
    private long found;
    private boolean givenUp;

    @Nullable String of(LogLine line) {
        String trace = line.traceId();
        if (trace != null && !trace.isBlank() && trace.length() <= LONGEST_TRACE) return trace;
        if (givenUp) return null;
        String key = in(line.message());
        looked++;
        if (key != null) found++;
        if (looked == TRIAL && found < OFTEN * TRIAL) givenUp = true;
        return key;
    }

    /** Letters, {@code _} or {@code -}, perhaps a minus, and at least six digits. */
    static @Nullable String in(String text) {
        for (int i = FEWEST_LETTERS; i < text.length() - FEWEST_DIGITS; i++) {
            char c = text.charAt(i);
            if (c != '_' && c != '-') continue;
            int begin = i;
            while (begin > 0 && isLetter(text.charAt(begin - 1))) begin--;
            int letters = i - begin;
            if (letters < FEWEST_LETTERS || letters > MOST_LETTERS) continue;
            if (begin > 0 && isDigit(text.charAt(begin - 1))) continue;
            int end = i + 1;
            if (text.charAt(end) == '-') end++;
            int first = end;
            while (end < text.length() && isDigit(text.charAt(end))) end++;
            int digits = end - first;
            boolean ends = end == text.length() || !isLetter(text.charAt(end));
            if (ends && digits >= FEWEST_DIGITS && digits <= MOST_DIGITS) {
                return text.substring(begin, end);
            }
        }
        return null;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
