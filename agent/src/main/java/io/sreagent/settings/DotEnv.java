package io.sreagent.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code .env} file: {@code NAME=value} lines, optional quotes and {@code export}, {@code #}
 * comments on lines of their own. Nothing is expanded, as a password may hold a dollar sign.
 */
final class DotEnv {
    private DotEnv() {}

    static Map<String, YamlFile.Entry> read(Path file, List<String> mistakes) {
        Map<String, YamlFile.Entry> values = new LinkedHashMap<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException unreadable) {
            mistakes.add(file.getFileName() + ": cannot be read: " + unreadable.getMessage());
            return values;
        }
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            if (line.startsWith("export ")) line = line.substring("export ".length()).strip();
            int equals = line.indexOf('=');
            if (equals < 1) {
                mistakes.add(file.getFileName() + ":" + number + ": expected NAME=value");
                continue;
            }
            String value = unquoted(line.substring(equals + 1).strip());
            values.put(line.substring(0, equals).strip(), new YamlFile.Entry(value, number));
        }
        return values;
    }

    private static String unquoted(String value) {
        boolean quoted =
                value.length() >= 2
                        && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                        && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
