package io.sreagent.llm;

/** One question to one model. */
interface Wire {

    /**
     * @param rules what the model is to do, in our own words
     * @param matter what it is about; data, with nothing secret in it
     */
    Said say(String rules, String matter) throws WireTrouble;

    /**
     * An answer.
     *
     * @param tokensIn read by the model; 0 when it did not say
     * @param tokensOut written by it; 0 when it did not say
     */
    record Said(String text, long tokensIn, long tokensOut) {}
}
