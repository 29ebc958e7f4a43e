package io.sreagent.contract.act;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a step wants: a tool, a target and the tool's arguments.
 *
 * @param arguments name → value, checked against {@link Executor#parameters()}; in the order of
 *     their names
 */
public record Intent(String tool, Target target, Map<String, String> arguments) {
    public Intent {
        requireNonNull(tool, "tool");
        requireNonNull(target, "target");
        arguments = java.util.Collections.unmodifiableMap(new TreeMap<>(arguments));
    }
}
