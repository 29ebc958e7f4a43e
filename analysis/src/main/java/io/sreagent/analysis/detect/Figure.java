package io.sreagent.analysis.detect;

import io.sreagent.analysis.fact.Unit;
import java.util.Locale;

/** A value as people write it: three digits and the unit they think in. */
final class Figure {
    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private Figure() {}

    static String of(double value, Unit unit) {
        if (Double.isNaN(value)) return "–";
        return switch (unit) {
            case RATIO -> digits(100 * value) + " %";
            case SECONDS ->
                    Math.abs(value) < 1 && value != 0
                            ? digits(1000 * value) + " ms"
                            : digits(value) + " s";
            case BYTES -> binary(value);
            case BYTES_PER_SECOND -> binary(value) + "/s";
            case PER_SECOND -> digits(value) + "/s";
            case CORES -> digits(value) + " cores";
            case COUNT, NONE -> digits(value);
        };
    }

    private static String binary(double value) {
        int power = 0;
        double scaled = value;
        while (Math.abs(scaled) >= 1024 && power < BINARY.length - 1) {
            scaled /= 1024;
            power++;
        }
        return digits(scaled) + " " + BINARY[power];
    }

    static String digits(double value) {
        double size = Math.abs(value);
        if (size == 0) return "0";
        if (size >= 1e9 || size < 1e-3) return String.format(Locale.ROOT, "%.2e", value);
        int decimals = Math.clamp(2 - (int) Math.floor(Math.log10(size)), 0, 5);
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }
}
