package io.sreagent.contract.yaml;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as Prometheus writes them: {@code 90s}, {@code 1h30m}, {@code 2d}, {@code 500ms},
 * {@code 0}.
 */
public final class Durations {
    /** Characters; the pattern takes a frame of the stack for each part. */
    private static final int LONGEST = 100;

    private static final Pattern WHOLE = Pattern.compile("(\\d+(ms|[smhdw]))+");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhdw])");

    private Durations() {}

    /** Empty when the text is no duration, or longer than can be counted. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) return Optional.of(Duration.ZERO);
        if (text.length() > LONGEST || !WHOLE.matcher(text).matches()) return Optional.empty();
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(text);
        try {
            while (part.find()) {
                long count = Long.parseLong(part.group(1));
                sum = sum.plus(unit(part.group(2)).multipliedBy(count));
            }
            long unused = sum.toNanos(); // whoever counts with it must be able to
        } catch (ArithmeticException | NumberFormatException tooLong) {
            return Optional.empty();
        }
        return Optional.of(sum);
    }

    private static Duration unit(String letter) {
        return switch (letter) {
            case "ms" -> Duration.ofMillis(1);
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            default -> Duration.ofDays(7);
        };
    }
}
