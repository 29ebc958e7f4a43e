package io.sreagent.analysis.logs.template;

/** The kinds of token a scanner tells apart; from {@link #VARIABLE} on they are variables. */
final class Token {
    static final byte WORD = 0;

    /**
     * A word with a few digits, such as {@code eth0} or {@code ssh2}. Whether it varies is for the
     * consolidation to see: neither answer is right for every program.
     */
    static final byte WORD_WITH_DIGITS = 1;

    static final byte PUNCTUATION = 2;
    static final byte VARIABLE = 8;

    private Token() {}
}
