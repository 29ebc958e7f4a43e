package io.sreagent.analysis.logs.template;

/** What sort of value stands at a variable place of a template. */
public enum VariableType {
    NUMBER,
    /** A number with its unit: {@code 17.7 GB}, {@code 160 ms}, {@code 3216 bytes (3.14 KB)}. */
    QUANTITY,
    HEX,
    UUID,
    /** IPv4, with or without a port. */
    IP,
    MAC,
    HOST,
    /** File, URL or request target. */
    PATH,
    TIME,
    /** A word that a program made up: {@code blk_38865049}, {@code task_17_0}. */
    ID,
    /** What stands behind {@code key=}. */
    VALUE,
    /** {@code true}, {@code null}, {@code root}: a value every system has. */
    CONSTANT,
    /** A word that was seen to vary where the rest of the line did not. */
    TEXT,
    /** Several values in a row, their number varying. */
    LIST;

    private static final VariableType[] ALL = values();

    static VariableType of(byte kind) {
        return ALL[kind - Token.VARIABLE];
    }

    byte kind() {
        return (byte) (Token.VARIABLE + ordinal());
    }
}
