package io.sreagent.contract.act;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One field that a step changes.
 *
 * @param path JSON pointer into the object, such as {@code /spec/replicas}
 * @param before JSON text of the value now; null when the field is not there
 * @param after JSON text of the value afterwards; null when the step removes the field
 */
public record FieldChange(String path, @Nullable String before, @Nullable String after) {
    public FieldChange {
        requireNonNull(path, "path");
    }
}
