package io.sreagent.contract.source;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A LogQL log query: which streams by their labels, and which of their lines
 * (https://grafana.com/docs/loki/latest/query/log_queries/). Built from parts it is always escaped,
 * so that no value can become part of the query.
 *
 * @param labels at least one
 */
public record LogSelector(List<Label> labels, List<Filter> filters) {
    /** How a label is compared; {@code =~} is anchored at both ends. */
    public enum Operator {
        IS("="),
        IS_NOT("!="),
        LIKE("=~"),
        UNLIKE("!~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }
    }

    /** How a line is searched; with {@code |~} for a regular expression anywhere in it. */
    public enum Search {
        HAS("|="),
        HAS_NOT("!="),
        FINDS("|~"),
        FINDS_NOT("!~");

        private final String sign;

        Search(String sign) {
            this.sign = sign;
        }
    }

    /** One label matcher. */
    public record Label(String name, Operator operator, String value) {
        public Label {
            if (!name.matches("[a-zA-Z_][a-zA-Z0-9_]*"))
                throw new IllegalArgumentException("'" + name + "' is no label name");
            requireNonNull(operator, "operator");
            if (operator == Operator.LIKE || operator == Operator.UNLIKE) compiled(value);
        }

        boolean fits(String of) {
            return switch (operator) {
                case IS -> of.equals(value);
                case IS_NOT -> !of.equals(value);
                case LIKE -> compiled(value).matcher(of).matches();
                case UNLIKE -> !compiled(value).matcher(of).matches();
            };
        }

        public static Label is(String name, String value) {
            return new Label(name, Operator.IS, value);
        }
    }

    /** One line filter. */
    public record Filter(Search search, String text) {
        public Filter {
            requireNonNull(search, "search");
            if (search == Search.FINDS || search == Search.FINDS_NOT) compiled(text);
        }

        boolean keeps(String line) {
            return switch (search) {
                case HAS -> line.contains(text);
                case HAS_NOT -> !line.contains(text);
                case FINDS -> compiled(text).matcher(line).find();
                case FINDS_NOT -> !compiled(text).matcher(line).find();
            };
        }
    }

    public LogSelector {
        labels = List.copyOf(labels);
        filters = List.copyOf(filters);
        if (labels.isEmpty())
            throw new IllegalArgumentException("a LogQL query needs at least one label");
    }

    /** Whether all line filters keep a line. */
    public boolean keeps(String line) {
        return filters.stream().allMatch(filter -> filter.keeps(line));
    }

    /** Whether all label matchers fit; a label that is not there is the empty text. */
    public boolean selects(Map<String, String> stream) {
        return labels.stream().allMatch(label -> label.fits(stream.getOrDefault(label.name(), "")));
    }

    /** Whether the matchers of one label, if any, fit its value. */
    public boolean selectsIfKnown(String name, String value) {
        return labels.stream()
                .filter(label -> label.name().equals(name))
                .allMatch(label -> label.fits(value));
    }

    /** The value a label must be equal to. */
    public Optional<String> exactly(String name) {
        return labels.stream()
                .filter(label -> label.name().equals(name) && label.operator() == Operator.IS)
                .map(Label::value)
                .findFirst();
    }

    /** The query as Loki takes it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        for (Label label : labels) {
            if (text.length() > 1) text.append(", ");
            text.append(label.name()).append(label.operator().sign).append(quoted(label.value()));
        }
        text.append('}');
        for (Filter filter : filters) {
            text.append(' ').append(filter.search().sign).append(' ').append(quoted(filter.text()));
        }
        return text.toString();
    }

    /** A text as a string of LogQL. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < ' ' || c == 127) quoted.append(String.format("\\x%02x", (int) c));
                    else quoted.append(c);
                }
            }
        }
        return quoted.append('"').toString();
    }

    /**
     * Reads a query of a selector and line filters.
     *
     * @throws IllegalArgumentException with the place of what is something else
     */
    public static LogSelector parse(String text) {
        return new LogQlReader(text).selector();
    }

    private static Pattern compiled(String regex) {
        try {
            return Pattern.compile(regex);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "'" + regex + "' is no regular expression: " + wrong.getDescription(), wrong);
        }
    }

    /** The same with one more filter. */
    public LogSelector and(Filter filter) {
        List<Filter> more = new ArrayList<>(filters);
        more.add(filter);
        return new LogSelector(labels, more);
    }
}
