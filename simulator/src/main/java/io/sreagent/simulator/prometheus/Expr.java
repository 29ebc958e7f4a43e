package io.sreagent.simulator.prometheus;

import io.sreagent.simulator.metrics.Matcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The syntax tree of a PromQL expression, as far as this server speaks it. */
sealed interface Expr {
    record Num(double value) implements Expr {}

    record Str(String value) implements Expr {}

    /** Range 0 for an instant selector; both in milliseconds. */
    record Selector(List<Matcher> matchers, long range, long offset) implements Expr {}

    record Call(String function, List<Expr> arguments) implements Expr {}

    record Negate(Expr of) implements Expr {}

    record Aggregate(
            String operator,
            @Nullable Expr parameter,
            Expr of,
            boolean without,
            List<String> labels)
            implements Expr {}

    record Binary(String operator, Expr left, Expr right, boolean bool, Matching matching)
            implements Expr {}

    /**
     * How the sides of a binary operation find each other.
     *
     * @param on whether {@code labels} are the only ones compared, rather than the ones left out
     * @param include labels copied from the "one" side
     */
    record Matching(boolean on, List<String> labels, Grouping grouping, List<String> include) {
        static final Matching ALL = new Matching(false, List.of(), Grouping.ONE_TO_ONE, List.of());
    }

    /** Which side may have several series for one on the other. */
    enum Grouping {
        ONE_TO_ONE,
        LEFT,
        RIGHT
    }
}
