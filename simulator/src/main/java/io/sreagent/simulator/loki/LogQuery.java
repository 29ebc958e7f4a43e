package io.sreagent.simulator.loki;

import io.sreagent.simulator.metrics.Labels;
import io.sreagent.simulator.metrics.Matcher;
import io.sreagent.simulator.metrics.Matcher.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The part of LogQL that is answered here: a stream selector and line filters ({@code |= != |~
 * !~}), as in https://grafana.com/docs/loki/latest/query/log_queries/. Strings in double quotes
 * know the escapes of Go; those in backticks know none.
 */
record LogQuery(List<Matcher> matchers, List<Predicate<String>> filters) {
    /** The query is none; Loki answers 400 with these words. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    boolean selects(Labels labels) {
        return matchers.stream().allMatch(matcher -> matcher.matches(labels));
    }

    boolean keeps(String line) {
        return filters.stream().allMatch(filter -> filter.test(line));
    }

    static LogQuery parse(String text) {
        return new Parser(text).query();
    }

    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        LogQuery query() {
            List<Matcher> matchers = new ArrayList<>();
            expect("{");
            while (!accept("}")) {
                if (!matchers.isEmpty()) expect(",");
                matchers.add(matcher());
            }
            if (matchers.stream().allMatch(Matcher::matchesEmpty)) {
                throw new Malformed(
                        "parse error : queries require at least one regexp or equality matcher that"
                                + " does not have an empty-compatible value");
            }
            List<Predicate<String>> filters = new ArrayList<>();
            while (!ended()) filters.add(filter());
            return new LogQuery(matchers, filters);
        }

        private Matcher matcher() {
            String label = name();
            Kind kind =
                    accept("=~")
                            ? Kind.MATCH
                            : accept("!~")
                                    ? Kind.NOT_MATCH
                                    : accept("!=") ? Kind.NOT_EQUAL : equal();
            try {
                return Matcher.of(label, kind, string());
            } catch (PatternSyntaxException wrong) {
                throw error("error parsing regexp: " + wrong.getDescription());
            }
        }

        private Kind equal() {
            expect("=");
            return Kind.EQUAL;
        }

        private Predicate<String> filter() {
            if (accept("|=")) {
                String part = string();
                return line -> line.contains(part);
            }
            if (accept("!=")) {
                String part = string();
                return line -> !line.contains(part);
            }
            boolean wanted = accept("|~");
            if (!wanted) expect("!~");
            try {
                Pattern pattern = Pattern.compile(string());
                return line -> pattern.matcher(line).find() == wanted;
            } catch (PatternSyntaxException wrong) {
                throw error("error parsing regexp: " + wrong.getDescription());
            }
        }

        private String name() {
            skip();
            int from = at;
            while (at < text.length()
                    && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) at++;
            if (at == from)
                throw error("syntax error: unexpected " + next() + ", expecting IDENTIFIER");
            return text.substring(from, at);
        }

        private String string() {
            skip();
            char quote = at < text.length() ? text.charAt(at) : 0;
            if (quote != '"' && quote != '`')
                throw error("syntax error: unexpected " + next() + ", expecting STRING");
            StringBuilder value = new StringBuilder();
            for (at++; at < text.length() && text.charAt(at) != quote; at++) {
                char c = text.charAt(at);
                if (c != '\\' || quote == '`') {
                    value.append(c);
                    continue;
                }
                at++;
                char escaped = at < text.length() ? text.charAt(at) : 0;
                switch (escaped) {
                    case 'n' -> value.append('\n');
                    case 't' -> value.append('\t');
                    case 'r' -> value.append('\r');
                    case '\\', '"' -> value.append(escaped);
                    default -> throw error("invalid char escape");
                }
            }
            if (at >= text.length()) throw error("literal not terminated");
            at++;
            return value.toString();
        }

        private boolean ended() {
            skip();
            return at >= text.length();
        }

        private void skip() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        }

        private boolean accept(String token) {
            skip();
            if (!text.startsWith(token, at)) return false;
            at += token.length();
            return true;
        }

        private void expect(String token) {
            if (!accept(token))
                throw error("syntax error: unexpected " + next() + ", expecting " + token);
        }

        private String next() {
            return at < text.length() ? String.valueOf(text.charAt(at)) : "$end";
        }

        private Malformed error(String what) {
            return new Malformed("parse error at line 1, col %d: %s".formatted(at + 1, what));
        }
    }
}
