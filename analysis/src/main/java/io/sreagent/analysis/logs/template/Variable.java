package io.sreagent.analysis.logs.template;

import java.util.List;

/**
 * What is known of one variable place of a template.
 *
 * @param place index of its token in the template
 * @param before the constant before it, such as {@code size} or {@code took}; empty at the start
 * @param seen values looked at (all of the first ones, then one in 64)
 * @param common the commonest values by falling count; counts are lower bounds
 * @param sample numbers among the values, rising, at most 64, drawn uniformly; empty without
 *     numbers
 * @param rising numbers are mostly greater than the one before, as counters and clocks are
 */
public record Variable(
        int place,
        VariableType type,
        String before,
        long seen,
        List<Common> common,
        double[] sample,
        boolean rising) {
    /** A value and how often it was seen, at least. */
    public record Common(String value, long count) {}

    public Variable {
        common = List.copyOf(common);
    }
}
