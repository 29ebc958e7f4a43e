package io.sreagent.simulator.scenario;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the numbers and durations of scenario files; {@code IllegalArgumentException} says what it
 * expected.
 */
public final class Quantity {
    private static final Pattern PART =
            Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(ms|s|sec|secs|m|min|mins|h|d|w)");
    private static final Pattern NUMBER =
            Pattern.compile(
                    "([+-]?[0-9][0-9_]*(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)\\s*(%|[a-zA-Z]*)");

    private Quantity() {}

    /** "1h10m", "90s", "2d", "PT1H"; also negative. */
    public static Duration duration(String text) {
        String s = text.trim();
        if (s.equals("0")) {
            return Duration.ZERO;
        }
        if (s.startsWith("-") || s.startsWith("+")) {
            Duration size = duration(s.substring(1));
            return s.startsWith("-") ? size.negated() : size;
        }
        try {
            if (s.startsWith("P")) {
                return Duration.parse(s);
            }
        } catch (java.time.DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is not a duration such as 1h10m", e);
        }
        Matcher part = PART.matcher(s.toLowerCase(Locale.ROOT));
        Duration sum = Duration.ZERO;
        int end = 0;
        while (part.find() && s.substring(end, part.start()).isBlank()) {
            double millis =
                    switch (part.group(2)) {
                        case "ms" -> 1;
                        case "s", "sec", "secs" -> 1e3;
                        case "m", "min", "mins" -> 6e4;
                        case "h" -> 3.6e6;
                        case "d" -> 8.64e7;
                        default -> 6.048e8;
                    };
            sum = sum.plusMillis(Math.round(Double.parseDouble(part.group(1)) * millis));
            end = part.end();
        }
        if (end == 0 || end != s.length()) {
            throw new IllegalArgumentException("'" + text + "' is not a duration such as 1h10m");
        }
        return sum;
    }

    /** A number; "%" divides by 100, a trailing "x" or unit word is allowed, "500m" is 0.5. */
    public static double number(String text) {
        Matcher m = NUMBER.matcher(text.trim());
        if (!m.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a number");
        }
        double v = Double.parseDouble(m.group(1).replace("_", ""));
        return switch (m.group(2)) {
            case "%" -> v / 100;
            case "m" -> v / 1000;
            case "k" -> v * 1000;
            case "", "x", "X", "rps", "ms", "MiB", "Mi", "MB", "Gi", "GiB", "GB", "cores", "msgs" ->
                    v;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' has a unit that is not known");
        };
    }

    /** Memory in MiB: a bare number, "512Mi", "1.5Gi", "800M". */
    public static double mebibytes(String text) {
        Matcher m = NUMBER.matcher(text.trim());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a size in MiB, such as 512 or 1Gi");
        }
        double v = Double.parseDouble(m.group(1).replace("_", ""));
        return switch (m.group(2)) {
            case "", "Mi", "MiB", "mib" -> v;
            case "Ki", "KiB" -> v / 1024;
            case "Gi", "GiB", "gib" -> v * 1024;
            case "Ti", "TiB" -> v * 1024 * 1024;
            case "M", "MB", "mb" -> v * 1e6 / 1048576;
            case "G", "GB", "gb" -> v * 1e9 / 1048576;
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is not a size in MiB, such as 512 or 1Gi");
        };
    }
}
