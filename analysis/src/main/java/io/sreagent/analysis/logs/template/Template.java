package io.sreagent.analysis.logs.template;

import java.util.List;
import java.util.Locale;

/**
 * What many lines have in common.
 *
 * @param id stays the same when the text is generalised later, and across restarts and shards for
 *     templates whose first line had the same shape
 * @param text constants with {@code <*>} for variables
 * @param count lines so far
 * @param first ordinal of its first line, from 0
 * @param last ordinal of its latest line
 */
public record Template(
        long id, String text, long count, long first, long last, List<Variable> variables) {
    public Template {
        if (count < 1) throw new IllegalArgumentException("template without a line: " + text);
        variables = List.copyOf(variables);
    }

    /** The id as people see it: {@code t-0123456789abcdef}. */
    public String name() {
        return nameOf(id);
    }

    /** How an id is written. */
    public static String nameOf(long id) {
        return String.format(Locale.ROOT, "t-%016x", id);
    }
}
