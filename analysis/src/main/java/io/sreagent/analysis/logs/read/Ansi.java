package io.sreagent.analysis.logs.read;

import java.util.regex.Pattern;

/** Takes terminal control sequences (ECMA-48) out of a line: colours, cursor moves, titles. */
final class Ansi {
    private static final Pattern SEQUENCE =
            Pattern.compile(
                    "\u001B(?:\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)|[@-Z\\\\-_])");

    private Ansi() {}

    static String strip(String line) {
        return line.indexOf('\u001B') < 0 ? line : SEQUENCE.matcher(line).replaceAll("");
    }
}
