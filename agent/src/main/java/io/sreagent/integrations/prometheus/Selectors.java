package io.sreagent.integrations.prometheus;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which labels a query cannot do without: those it selects by. A matcher that an absent label
 * satisfies as well, such as {@code fstype!="tmpfs"}, demands nothing.
 */
final class Selectors {
    private static final Pattern SELECTOR =
            Pattern.compile(
                    "([a-zA-Z_:][a-zA-Z0-9_:]*)\\{((?:[^{}\"]|\"(?:[^\"\\\\]|\\\\.)*\")*)}");
    private static final Pattern MATCHER =
            Pattern.compile(
                    "([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private Selectors() {}

    /** Metric → labels it must have for the query to find anything. */
    static Map<String, Set<String>> demandedBy(String query) {
        Map<String, Set<String>> demanded = new TreeMap<>();
        Matcher selector = SELECTOR.matcher(query);
        while (selector.find()) {
            Matcher one = MATCHER.matcher(selector.group(2));
            while (one.find()) {
                if (!fitsAbsence(one.group(2), one.group(3)))
                    demanded.computeIfAbsent(selector.group(1), first -> new TreeSet<>())
                            .add(one.group(1));
            }
        }
        return demanded;
    }

    /** An absent label counts as an empty one. */
    private static boolean fitsAbsence(String operator, String value) {
        return switch (operator) {
            case "=" -> value.isEmpty();
            case "!=" -> !value.isEmpty();
            case "=~" -> matchesEmpty(value);
            default -> !matchesEmpty(value);
        };
    }

    private static boolean matchesEmpty(String regex) {
        try {
            return Pattern.matches(regex, "");
        } catch (PatternSyntaxException notJavas) {
            return true; // RE2 knows more than Java in places: then nothing is demanded
        }
    }
}
