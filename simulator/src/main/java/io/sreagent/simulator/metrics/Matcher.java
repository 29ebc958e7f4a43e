package io.sreagent.simulator.metrics;

import java.util.regex.Pattern;

/** One label matcher. Regular expressions are anchored at both ends, as in Prometheus. */
public record Matcher(String label, Kind kind, String value, Pattern pattern) {
    /** The four operators. */
    public enum Kind {
        EQUAL,
        NOT_EQUAL,
        MATCH,
        NOT_MATCH
    }

    private static final Pattern NEVER_USED = Pattern.compile("");

    /** A bad regular expression throws {@code PatternSyntaxException}. */
    public static Matcher of(String label, Kind kind, String value) {
        boolean regular = kind == Kind.MATCH || kind == Kind.NOT_MATCH;
        return new Matcher(
                label,
                kind,
                value,
                regular ? Pattern.compile("(?s)(?:" + value + ")") : NEVER_USED);
    }

    public boolean matches(Labels labels) {
        String actual = labels.get(label);
        return switch (kind) {
            case EQUAL -> actual.equals(value);
            case NOT_EQUAL -> !actual.equals(value);
            case MATCH -> pattern.matcher(actual).matches();
            case NOT_MATCH -> !pattern.matcher(actual).matches();
        };
    }

    /**
     * Whether a series without the label would match; a selector of such matchers alone is refused.
     */
    public boolean matchesEmpty() {
        return matches(Labels.NONE);
    }
}
