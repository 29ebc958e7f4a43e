package io.sreagent.llm;

/**
 * What models cost.
 *
 * @param tokens read and written
 * @param microdollars millionths of a US dollar, rounded up
 */
record Amount(long tokens, long microdollars) {
    static final Amount NOTHING = new Amount(0, 0);

    Amount minus(Amount other) {
        return new Amount(tokens - other.tokens, microdollars - other.microdollars);
    }

    boolean isWithin(Amount most) {
        return tokens <= most.tokens && microdollars <= most.microdollars;
    }
}
