package io.sreagent.ui;

import io.quarkus.qute.TemplateExtension;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How numbers, times and words are written on pages. */
@TemplateExtension
final class Figures {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private Figures() {}

    /** In UTC; the page's script rewrites it in the visitor's own zone. */
    static String clock(Instant time) {
        return CLOCK.format(time) + "Z";
    }

    static String in(Words words, String lang) {
        return lang.equals("zh") ? words.zh() : words.en();
    }

    /** {@code 0.873} → {@code 87 %}. */
    static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    /** Log-odds with a sign that reads: {@code +1.4}, {@code −0.3}. */
    static String signed(double number) {
        String digits = String.format(Locale.ROOT, "%.1f", Math.abs(number));
        return (number < 0 ? "−" : "+") + digits;
    }

    /** A number as short as it can be told: {@code 17}, {@code 0.25}. */
    static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.format(Locale.ROOT, "%.0f", number)
                : String.format(Locale.ROOT, "%.4g", number);
    }

    static String two(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** From one time to another, roughly: {@code 42 s}, {@code 7 min}, {@code 3.5 h}. */
    static String since(Instant to, @Nullable Instant from) {
        return from == null ? "" : length(Duration.between(from, to));
    }

    static String length(Duration duration) {
        long seconds = Math.abs(duration.toSeconds());
        String sign = duration.isNegative() ? "−" : "";
        if (seconds < 120) return sign + seconds + " s";
        if (seconds < 7200) return sign + seconds / 60 + " min";
        return sign + String.format(Locale.ROOT, "%.1f h", seconds / 3600.0);
    }

    /** A value as a person says it: {@code 412 MiB}, {@code 87 %}, {@code 230 ms}. */
    static String value(Unit unit, double value) {
        if (!Double.isFinite(value)) return "–";
        return switch (unit) {
            case RATIO -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
            case SECONDS ->
                    value < 1
                            ? Math.round(1000 * value) + " ms"
                            : String.format(Locale.ROOT, "%.2f s", value);
            case BYTES -> bytes(value);
            case BYTES_PER_SECOND -> bytes(value) + "/s";
            case CORES -> String.format(Locale.ROOT, "%.2f cores", value);
            case PER_SECOND -> String.format(Locale.ROOT, "%.1f /s", value);
            case NONE, COUNT -> String.format(Locale.ROOT, "%.3g", value);
        };
    }

    private static String bytes(double value) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int power = 0;
        while (Math.abs(value) >= 1024 && power < units.length - 1) {
            value /= 1024;
            power++;
        }
        return String.format(Locale.ROOT, power == 0 ? "%.0f %s" : "%.1f %s", value, units[power]);
    }
}
