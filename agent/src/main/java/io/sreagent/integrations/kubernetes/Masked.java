package io.sreagent.integrations.kubernetes;

import java.util.regex.Pattern;

/** Values of settings as they may be shown: one line, not long, and nothing that looks secret. */
final class Masked {
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(pass(word|wd)?|secret|token|credential|private|api_?key).*");
    private static final Pattern SECRET_IN_ADDRESS = Pattern.compile("://[^/@\\s]+@");
    private static final Pattern SECRET_ASSIGNED =
            Pattern.compile("(?i)((?:pass(?:word|wd)?|secret|token|api_?key)\\s*[=:]\\s*)\\S+");
    private static final int MOST = 80;

    private Masked() {}

    static String value(String name, String value) {
        if (SECRET_NAME.matcher(name).matches()) return "***";
        return line(value);
    }

    static String line(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ⏎ ");
        line = SECRET_IN_ADDRESS.matcher(line).replaceAll("://***@");
        line = SECRET_ASSIGNED.matcher(line).replaceAll("$1***");
        return line.length() > MOST ? line.substring(0, MOST - 1) + "…" : line;
    }
}
