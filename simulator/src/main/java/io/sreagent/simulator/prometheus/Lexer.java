package io.sreagent.simulator.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a PromQL text into tokens. */
final class Lexer {
    /** Kinds of token. */
    enum Kind {
        NAME,
        NUMBER,
        DURATION,
        STRING,
        SYMBOL,
        END
    }

    record Token(Kind kind, String text, int at) {
        boolean is(String symbol) {
            return kind == Kind.SYMBOL && text.equals(symbol);
        }

        boolean isWord(String word) {
            return kind == Kind.NAME && text.equalsIgnoreCase(word);
        }
    }

    private static final Pattern DURATION =
            Pattern.compile("(?:[0-9]+(?:ms|[smhdwy]))+(?![0-9a-zA-Z_])");
    private static final Pattern NUMBER =
            Pattern.compile(
                    "0[xX][0-9a-fA-F]+|(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern SYMBOL =
            Pattern.compile("=~|!~|!=|==|>=|<=|[-+*/%^(){}\\[\\],=<>@:]");

    private Lexer() {}

    static List<Token> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (c == '"' || c == '\'' || c == '`') {
                int end = stringEnd(text, at);
                tokens.add(new Token(Kind.STRING, unquoted(text.substring(at, end)), at));
                at = end;
            } else {
                Token token = token(text, at);
                tokens.add(token);
                at += token.text().length();
            }
        }
        tokens.add(new Token(Kind.END, "", at));
        return tokens;
    }

    private static Token token(String text, int at) {
        boolean inBrackets = at > 0 && text.charAt(at - 1) == '[';
        for (Kind kind : List.of(Kind.DURATION, Kind.NUMBER, Kind.NAME, Kind.SYMBOL)) {
            Pattern pattern =
                    switch (kind) {
                        case DURATION -> DURATION;
                        case NUMBER -> NUMBER;
                        case NAME -> NAME;
                        default -> SYMBOL;
                    };
            Matcher m = pattern.matcher(text).region(at, text.length());
            if (m.lookingAt() && !(kind == Kind.NAME && inBrackets)) {
                return new Token(kind, m.group(), at);
            }
        }
        throw QueryException.badData(
                "invalid parameter \"query\": 1:%d: parse error: unexpected character: '%s'"
                        .formatted(at + 1, text.charAt(at)));
    }

    private static int stringEnd(String text, int start) {
        char quote = text.charAt(start);
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote != '`') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i + 1;
            }
        }
        throw QueryException.badData(
                "invalid parameter \"query\": 1:%d: parse error: unterminated quoted string"
                        .formatted(start + 1));
    }

    private static String unquoted(String quoted) {
        String inner = quoted.substring(1, quoted.length() - 1);
        if (quoted.charAt(0) == '`' || inner.indexOf('\\') < 0) {
            return inner;
        }
        var text = new StringBuilder();
        for (int i = 0; i < inner.length(); i++) {
            char c = inner.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char escaped = inner.charAt(++i);
            switch (escaped) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case '\\', '"', '\'' -> text.append(escaped);
                default ->
                        throw QueryException.badData(
                                "invalid parameter \"query\": parse error: unknown escape sequence '\\%s'"
                                        .formatted(escaped));
            }
        }
        return text.toString();
    }
}
