package io.sreagent.analysis.logs.read;

import java.util.regex.Pattern;

/**
 * Tells whether a line goes on with the record before it: indented lines, and the lines that stack
 * traces of Java, Python, Go, Node and .NET have without indent.
 */
final class Continuation {
    private static final Pattern INSIDE =
            Pattern.compile(
                    "at [\\w$.<>]+[( ].*|Caused by: .*|Suppressed: .*|\\.\\.\\. \\d+ (?:more|common frames).*"
                            + "|--- End of .*|---> .*|Traceback \\(most recent call last\\):"
                            + "|During handling of the above exception.*|The above exception was the.*"
                            + "|goroutine \\d+ \\[.*|created by .*|\\[signal .*|exit status \\d+");
    private static final Pattern GO_FRAME = Pattern.compile("[\\w./*()\\[\\]-]+\\(.*\\)");
    private static final Pattern ERROR_NAME =
            Pattern.compile(
                    "(?:[A-Za-z_][\\w$]*\\.)*[A-Z]\\w*(?:Error|Exception|Warning|Exit|Interrupt)(?::.*)?");

    private boolean pythonTrace;
    private boolean goTrace;
    private boolean errorBefore;

    /** Whether the line belongs to the record before; remembers it for the next call. */
    boolean continues(String line) {
        boolean goesOn = decide(line);
        if (!goesOn) {
            pythonTrace = false;
            goTrace = line.startsWith("panic: ") || line.startsWith("fatal error: ");
            errorBefore =
                    line.contains("ERROR") || line.contains("SEVERE") || line.contains("WARN");
        }
        if (line.endsWith("Traceback (most recent call last):")) pythonTrace = true;
        if (line.startsWith("goroutine ")) goTrace = true;
        return goesOn;
    }

    private boolean decide(String line) {
        if (line.isEmpty()) return goTrace;
        char first = line.charAt(0);
        if (first == ' ' || first == '\t') return true;
        if (pythonTrace) {
            if (INSIDE.matcher(line).matches()) return true;
            pythonTrace = false;
            return ERROR_NAME.matcher(line).matches();
        }
        if (goTrace && GO_FRAME.matcher(line).matches()) return true;
        if ("aCS.-TDgc[e}]".indexOf(first) < 0 && !errorBefore) return false;
        if (first == '}' || first == ']') return line.length() <= 2;
        if (INSIDE.matcher(line).matches()) return true;
        return errorBefore && ERROR_NAME.matcher(line).matches();
    }
}
