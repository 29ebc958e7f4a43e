package io.sreagent.analysis.logs.rules;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * One known trouble and how to recognise it in a message.
 *
 * @param id unique among all packs, such as {@code oom-kill}
 * @param cause what sort of fault it speaks for
 * @param any words of which at least one must occur, in lower case: asked before the pattern,
 *     because a search for a word is far cheaper. Empty: the pattern is always asked
 * @param examples messages that must match; at least one
 * @param counterExamples messages that must not, though they look alike
 */
public record Rule(
        String id,
        FaultKind cause,
        Severity severity,
        Words meaning,
        List<String> any,
        Pattern pattern,
        List<String> examples,
        List<String> counterExamples) {
    public Rule {
        requireNonNull(cause, "cause");
        requireNonNull(severity, "severity");
        requireNonNull(meaning, "meaning");
        requireNonNull(pattern, "pattern");
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*"))
            throw new IllegalArgumentException("rule id \"" + id + "\" is not like-this");
        any = List.copyOf(any);
        examples = List.copyOf(examples);
        counterExamples = List.copyOf(counterExamples);
        if (examples.isEmpty())
            throw new IllegalArgumentException("rule " + id + " has no example");
    }

    /**
     * The rules of one entry of a YAML file: one, or one for each code where it has {@code codes}.
     *
     * @throws IllegalArgumentException with the rule's id and the key that is wrong or missing
     */
    public static List<Rule> allOf(Map<?, ?> yaml) {
        return yaml.containsKey("codes") ? CodeTable.rules(yaml) : List.of(of(yaml));
    }

    /**
     * A rule from what a YAML file says: keys {@code id, cause, severity, en, zh, pattern} and
     * lists {@code any, examples, counter}.
     *
     * @throws IllegalArgumentException with the rule's id and the key that is wrong or missing
     */
    public static Rule of(Map<?, ?> yaml) {
        String id = text(yaml, "id", "?");
        for (Object key : yaml.keySet()) {
            if (!List.of(
                            "id",
                            "cause",
                            "severity",
                            "en",
                            "zh",
                            "pattern",
                            "any",
                            "examples",
                            "counter")
                    .contains(key)) throw new IllegalArgumentException(id + ": unknown key " + key);
        }
        String cause = text(yaml, "cause", id).toUpperCase(Locale.ROOT);
        String severity = text(yaml, "severity", id).toUpperCase(Locale.ROOT);
        try {
            return new Rule(
                    id,
                    FaultKind.valueOf(cause),
                    Severity.valueOf(severity),
                    new Words(text(yaml, "en", id), text(yaml, "zh", id)),
                    list(yaml, "any", id),
                    Pattern.compile(
                            text(yaml, "pattern", id),
                            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE),
                    list(yaml, "examples", id),
                    list(yaml, "counter", id));
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(id + ": pattern: " + wrong.getDescription(), wrong);
        }
    }

    private static String text(Map<?, ?> yaml, String key, String id) {
        if (yaml.get(key) instanceof String text && !text.isBlank()) return text;
        throw new IllegalArgumentException(id + ": " + key + " is missing or no text");
    }

    private static List<String> list(Map<?, ?> yaml, String key, String id) {
        Object value = yaml.get(key);
        if (value == null) return List.of();
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new IllegalArgumentException(id + ": " + key + " is no list of texts");
    }
}
