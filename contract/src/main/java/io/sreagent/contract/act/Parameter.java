package io.sreagent.contract.act;

import static java.util.Objects.requireNonNull;

/** One argument of a tool. */
public record Parameter(String name, Type type, boolean required, String description) {
    /** How the text of an argument is read. */
    public enum Type {
        TEXT,
        INTEGER,
        QUANTITY,
        DURATION
    }

    public Parameter {
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(description, "description");
    }
}
