package io.sreagent.analysis.cause;

/**
 * The shape of a log message: what stays when the values in it change. A word that holds a digit is
 * a value, unless it names a place in the code ({@code OrderService#42}, {@code main.go:17}), which
 * is the best identity a statement can have.
 */
final class LogShape {
    /** Bodies dumped into a message say nothing about the statement behind its head. */
    private static final int LONGEST = 160;

    private LogShape() {}

    static String of(String message) {
        StringBuilder shape = new StringBuilder(Math.min(message.length(), LONGEST));
        int length = message.length();
        for (int i = 0; i < length && shape.length() < LONGEST; ) {
            char c = message.charAt(i);
            if (!isWord(c)) {
                shape.append(c);
                i++;
                continue;
            }
            int end = i;
            boolean digit = false;
            while (end < length && isWord(message.charAt(end))) {
                char each = message.charAt(end++);
                digit |= each >= '0' && each <= '9';
            }
            if (!digit || isCode(message, i, end)) shape.append(message, i, end);
            else shape.append('*');
            i = end;
        }
        return shape.toString();
    }

    /** The place in the code that a message names, or the empty string. */
    static String location(String message) {
        int hash = message.indexOf('#');
        while (hash > 0) {
            int start = hash;
            while (start > 0 && isWord(message.charAt(start - 1))) start--;
            int end = hash + 1;
            while (end < message.length() && Character.isDigit(message.charAt(end))) end++;
            if (start < hash && end > hash + 1) return message.substring(start, end);
            hash = message.indexOf('#', hash + 1);
        }
        return "";
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '#' || c == '-';
    }

    private static boolean isCode(String text, int start, int end) {
        int hash = text.indexOf('#', start);
        if (hash <= start || hash >= end - 1) return false;
        for (int i = hash + 1; i < end; i++) if (!Character.isDigit(text.charAt(i))) return false;
        return Character.isLetter(text.charAt(start));
    }
}
