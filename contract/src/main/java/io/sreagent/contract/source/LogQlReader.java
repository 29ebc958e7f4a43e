package io.sreagent.contract.source;

import io.sreagent.contract.source.LogSelector.Filter;
import io.sreagent.contract.source.LogSelector.Label;
import io.sreagent.contract.source.LogSelector.Operator;
import io.sreagent.contract.source.LogSelector.Search;
import java.util.ArrayList;
import java.util.List;

/** Reads the log queries of {@link LogSelector}; a mistake is told with its column. */
final class LogQlReader {
    private final String text;
    private int at;

    LogQlReader(String text) {
        this.text = text;
    }

    LogSelector selector() {
        List<Label> labels = new ArrayList<>();
        expect("{");
        while (!accept("}")) {
            if (!labels.isEmpty()) expect(",");
            String name = name();
            Operator operator =
                    accept("=~")
                            ? Operator.LIKE
                            : accept("!~")
                                    ? Operator.UNLIKE
                                    : accept("!=") ? Operator.IS_NOT : equal();
            labels.add(new Label(name, operator, string()));
        }
        List<Filter> filters = new ArrayList<>();
        for (skip(); at < text.length(); skip()) {
            Search search =
                    accept("|=")
                            ? Search.HAS
                            : accept("!=")
                                    ? Search.HAS_NOT
                                    : accept("|~") ? Search.FINDS : findsNot();
            filters.add(new Filter(search, string()));
        }
        return new LogSelector(labels, filters);
    }

    private Operator equal() {
        expect("=");
        return Operator.IS;
    }

    private Search findsNot() {
        expect("!~");
        return Search.FINDS_NOT;
    }

    private String name() {
        skip();
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (at == from) throw wrong("a label name");
        return text.substring(from, at);
    }

    private String string() {
        skip();
        char quote = at < text.length() ? text.charAt(at) : 0;
        if (quote != '"' && quote != '`') throw wrong("a string in quotes");
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != quote; at++) {
            char c = text.charAt(at);
            value.append(c == '\\' && quote == '"' ? escaped() : c);
        }
        if (at >= text.length()) throw wrong("the closing quote");
        at++;
        return value.toString();
    }

    private char escaped() {
        at++;
        char c = at < text.length() ? text.charAt(at) : 0;
        switch (c) {
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case '"', '\\':
                return c;
            case 'x':
                if (at + 2 < text.length()) {
                    at += 2;
                    return (char) Integer.parseInt(text.substring(at - 1, at + 1), 16);
                }
                throw wrong("two hexadecimal digits");
            default:
                throw wrong("an escape that is known (\\n \\r \\t \\\" \\\\ \\xhh)");
        }
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
        if (!accept(token)) throw wrong("'" + token + "'");
    }

    private IllegalArgumentException wrong(String wanted) {
        return new IllegalArgumentException(
                "LogQL, column %d: %s is wanted here".formatted(at + 1, wanted));
    }
}
