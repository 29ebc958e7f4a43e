package io.sreagent.analysis.fact;

/** What a value counts, as a person reads it on an axis. */
public enum Unit {
    NONE(""),
    RATIO("ratio"),
    SECONDS("s"),
    BYTES("B"),
    BYTES_PER_SECOND("B/s"),
    CORES("cores"),
    PER_SECOND("1/s"),
    COUNT("");

    private final String symbol;

    Unit(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
