package io.sreagent.simulator.prometheus;

import io.sreagent.simulator.metrics.Labels;
import io.sreagent.simulator.metrics.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Recursive descent over PromQL, with Prometheus' precedence: or; and, unless; comparisons; + -; *
 * / %; unary; ^. What this server does not speak (sub-queries, the {@code @} modifier, native
 * histograms) is refused as {@code bad_data} with its name and place.
 */
final class QueryParser {
    private static final Map<String, Integer> PRECEDENCE =
            Map.ofEntries(
                    Map.entry("or", 1),
                    Map.entry("and", 2),
                    Map.entry("unless", 2),
                    Map.entry("==", 3),
                    Map.entry("!=", 3),
                    Map.entry(">", 3),
                    Map.entry("<", 3),
                    Map.entry(">=", 3),
                    Map.entry("<=", 3),
                    Map.entry("+", 4),
                    Map.entry("-", 4),
                    Map.entry("*", 5),
                    Map.entry("/", 5),
                    Map.entry("%", 5),
                    Map.entry("^", 7));
    private static final int UNARY = 6;
    static final Set<String> COMPARISONS = Set.of("==", "!=", ">", "<", ">=", "<=");
    static final Set<String> SETS = Set.of("and", "or", "unless");
    private static final Set<String> AGGREGATES =
            Set.of(
                    "sum",
                    "avg",
                    "min",
                    "max",
                    "count",
                    "topk",
                    "bottomk",
                    "stddev",
                    "stdvar",
                    "group",
                    "quantile");
    private static final Set<String> WITH_PARAMETER = Set.of("topk", "bottomk", "quantile");
    private static final Pattern UNIT = Pattern.compile("([0-9]+)(ms|[smhdwy])");

    private final List<Lexer.Token> tokens;
    private int next;

    private QueryParser(String text) {
        tokens = Lexer.tokens(text);
    }

    static Expr parse(String text) {
        var parser = new QueryParser(text);
        if (parser.peek().kind() == Lexer.Kind.END) {
            throw parser.error("no expression found in input");
        }
        Expr expr = parser.binary(1);
        if (parser.peek().kind() != Lexer.Kind.END) {
            throw parser.unexpected("expression");
        }
        return expr;
    }

    /** Only the matchers of a plain selector, as {@code match[]} takes them. */
    static List<Matcher> matchers(String text) {
        if (parse(text) instanceof Expr.Selector(List<Matcher> matchers, long range, long offset)
                && range == 0
                && offset == 0) {
            return matchers;
        }
        throw QueryException.badData(
                "invalid parameter \"match[]\": expected a series selector, not " + text);
    }

    private Expr binary(int least) {
        Expr left = unary();
        while (true) {
            Lexer.Token token = peek();
            String operator =
                    token.kind() == Lexer.Kind.NAME
                            ? token.text().toLowerCase(Locale.ROOT)
                            : token.text();
            Integer level =
                    token.kind() == Lexer.Kind.SYMBOL || SETS.contains(operator)
                            ? PRECEDENCE.get(operator)
                            : null;
            if (level == null || level < least) {
                return left;
            }
            next++;
            boolean bool = peek().isWord("bool");
            if (bool) {
                next++;
                if (!COMPARISONS.contains(operator)) {
                    throw error("bool modifier can only be used on comparison operators");
                }
            }
            Expr.Matching matching = matching();
            Expr right = binary(operator.equals("^") ? level : level + 1);
            left = new Expr.Binary(operator, left, right, bool, matching);
        }
    }

    private Expr.Matching matching() {
        boolean on = peek().isWord("on");
        if (!on && !peek().isWord("ignoring")) {
            return Expr.Matching.ALL;
        }
        next++;
        List<String> labels = labels();
        boolean left = peek().isWord("group_left");
        if (!left && !peek().isWord("group_right")) {
            return new Expr.Matching(on, labels, Expr.Grouping.ONE_TO_ONE, List.of());
        }
        next++;
        List<String> include = peek().is("(") ? labels() : List.of();
        return new Expr.Matching(
                on, labels, left ? Expr.Grouping.LEFT : Expr.Grouping.RIGHT, include);
    }

    private Expr unary() {
        if (peek().is("-")) {
            next++;
            Expr of = binary(UNARY + 1);
            return of instanceof Expr.Num(double value)
                    ? new Expr.Num(-value)
                    : new Expr.Negate(of);
        }
        if (peek().is("+")) {
            next++;
            return binary(UNARY + 1);
        }
        return postfix(primary());
    }

    private Expr primary() {
        Lexer.Token token = take();
        return switch (token.kind()) {
            case NUMBER -> new Expr.Num(number(token.text()));
            case STRING -> new Expr.Str(token.text());
            case NAME -> named(token);
            case SYMBOL -> {
                if (token.is("(")) {
                    Expr inner = binary(1);
                    expect(")");
                    yield inner;
                }
                if (token.is("{")) {
                    next--;
                    yield selector(null);
                }
                next--;
                throw unexpected("expression");
            }
            case DURATION ->
                    throw error("a duration stands where a number or selector is expected");
            case END -> {
                next--;
                throw unexpected("expression");
            }
        };
    }

    private static double number(String text) {
        return text.startsWith("0x") || text.startsWith("0X")
                ? Long.parseLong(text.substring(2), 16)
                : Double.parseDouble(text);
    }

    private Expr named(Lexer.Token token) {
        String word = token.text().toLowerCase(Locale.ROOT);
        boolean call = peek().is("(");
        if (AGGREGATES.contains(word)
                && (call || peek().isWord("by") || peek().isWord("without"))) {
            return aggregate(word);
        }
        if (word.equals("inf")) {
            return new Expr.Num(Double.POSITIVE_INFINITY);
        }
        if (word.equals("nan") && !call) {
            return new Expr.Num(Double.NaN);
        }
        if (!call) {
            return selector(token.text());
        }
        if (!Functions.KNOWN.contains(token.text())) {
            throw error("function \"%s\" is not supported here".formatted(token.text()));
        }
        return new Expr.Call(token.text(), arguments());
    }

    private List<Expr> arguments() {
        List<Expr> arguments = new ArrayList<>();
        expect("(");
        while (!peek().is(")")) {
            arguments.add(binary(1));
            if (!peek().is(")")) {
                expect(",");
            }
        }
        expect(")");
        return arguments;
    }

    private Expr aggregate(String operator) {
        boolean before = !peek().is("(");
        boolean without = peek().isWord("without");
        List<String> labels = before ? grouping() : List.of();
        List<Expr> arguments = arguments();
        if (!before && (peek().isWord("by") || peek().isWord("without"))) {
            without = peek().isWord("without");
            labels = grouping();
        }
        int wanted = WITH_PARAMETER.contains(operator) ? 2 : 1;
        if (arguments.size() != wanted) {
            throw error(
                    "wrong number of arguments for aggregate expression provided, expected %d, got %d"
                            .formatted(wanted, arguments.size()));
        }
        return new Expr.Aggregate(
                operator,
                wanted == 2 ? arguments.getFirst() : null,
                arguments.getLast(),
                without,
                labels);
    }

    private List<String> grouping() {
        next++;
        return labels();
    }

    private List<String> labels() {
        List<String> labels = new ArrayList<>();
        expect("(");
        while (!peek().is(")")) {
            Lexer.Token label = take();
            if (label.kind() != Lexer.Kind.NAME) {
                next--;
                throw unexpected("grouping opts");
            }
            labels.add(label.text());
            if (!peek().is(")")) {
                expect(",");
            }
        }
        expect(")");
        return labels;
    }

    private Expr.Selector selector(@Nullable String name) {
        List<Matcher> matchers = new ArrayList<>();
        if (name != null) {
            matchers.add(Matcher.of(Labels.NAME, Matcher.Kind.EQUAL, name));
        }
        if (peek().is("{")) {
            next++;
            while (!peek().is("}")) {
                matchers.add(matcher());
                if (!peek().is("}")) {
                    expect(",");
                }
            }
            next++;
        }
        if (matchers.stream().allMatch(Matcher::matchesEmpty)) {
            throw error("vector selector must contain at least one non-empty matcher");
        }
        return new Expr.Selector(matchers, 0, 0);
    }

    private Matcher matcher() {
        Lexer.Token label = take();
        Lexer.Token operator = take();
        Lexer.Token value = take();
        Matcher.Kind kind =
                switch (operator.text()) {
                    case "=" -> Matcher.Kind.EQUAL;
                    case "!=" -> Matcher.Kind.NOT_EQUAL;
                    case "=~" -> Matcher.Kind.MATCH;
                    case "!~" -> Matcher.Kind.NOT_MATCH;
                    default ->
                            throw error(
                                    "unexpected \"%s\" in label matching, expected one of = != =~ !~"
                                            .formatted(operator.text()));
                };
        if (label.kind() != Lexer.Kind.NAME || value.kind() != Lexer.Kind.STRING) {
            throw error("a label matcher is a name, an operator and a quoted string");
        }
        try {
            return Matcher.of(label.text(), kind, value.text());
        } catch (PatternSyntaxException e) {
            throw error("error parsing regexp: " + e.getDescription() + ": `" + value.text() + "`");
        }
    }

    private Expr postfix(Expr expr) {
        Expr result = expr;
        while (true) {
            if (peek().is("[")) {
                next++;
                if (!(result instanceof Expr.Selector selector) || selector.range() > 0) {
                    throw error("subqueries are not supported here");
                }
                long range = duration();
                if (peek().is(":")) {
                    throw error("subqueries are not supported here");
                }
                expect("]");
                result = new Expr.Selector(selector.matchers(), range, selector.offset());
            } else if (peek().isWord("offset")) {
                next++;
                boolean back = peek().is("-");
                if (back) {
                    next++;
                }
                long offset = duration();
                if (!(result instanceof Expr.Selector selector)) {
                    throw error("offset modifier must be preceded by an instant or range selector");
                }
                result =
                        new Expr.Selector(
                                selector.matchers(), selector.range(), back ? -offset : offset);
            } else if (peek().is("@")) {
                throw error("the @ modifier is not supported here");
            } else {
                return result;
            }
        }
    }

    private long duration() {
        Lexer.Token token = take();
        if (token.kind() != Lexer.Kind.DURATION && token.kind() != Lexer.Kind.NUMBER) {
            next--;
            throw unexpected("duration");
        }
        long millis =
                token.kind() == Lexer.Kind.NUMBER
                        ? (long) (Double.parseDouble(token.text()) * 1000)
                        : millis(token.text());
        if (millis <= 0) {
            throw error("duration must be greater than 0");
        }
        return millis;
    }

    /** A duration such as 1h30m in milliseconds. */
    static long millis(String text) {
        var m = UNIT.matcher(text);
        long sum = 0;
        while (m.find()) {
            long unit =
                    switch (m.group(2)) {
                        case "ms" -> 1L;
                        case "s" -> 1_000L;
                        case "m" -> 60_000L;
                        case "h" -> 3_600_000L;
                        case "d" -> 86_400_000L;
                        case "w" -> 604_800_000L;
                        default -> 31_536_000_000L;
                    };
            sum += Long.parseLong(m.group(1)) * unit;
        }
        return sum;
    }

    private Lexer.Token peek() {
        return tokens.get(next);
    }

    private Lexer.Token take() {
        Lexer.Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    private void expect(String symbol) {
        if (!peek().is(symbol)) {
            throw error("unexpected %s, expected \"%s\"".formatted(describe(peek()), symbol));
        }
        next++;
    }

    private QueryException unexpected(String where) {
        return error("unexpected %s in %s".formatted(describe(peek()), where));
    }

    private static String describe(Lexer.Token token) {
        return token.kind() == Lexer.Kind.END ? "end of input" : "\"" + token.text() + "\"";
    }

    private QueryException error(String what) {
        return QueryException.badData(
                "invalid parameter \"query\": 1:%d: parse error: %s"
                        .formatted(peek().at() + 1, what));
    }
}
