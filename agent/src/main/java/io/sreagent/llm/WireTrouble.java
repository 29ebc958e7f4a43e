package io.sreagent.llm;

/** No answer, and why in our own words: those of a provider can repeat the key it was given. */
final class WireTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    private final String words;

    WireTrouble(String words) {
        super(words, null, false, false);
        this.words = words;
    }

    String words() {
        return words;
    }
}
