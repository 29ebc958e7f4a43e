package io.sreagent.simulator.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kubernetes resource quantities. */
public final class Quantities {
    private static final Pattern QUANTITY =
            Pattern.compile("([0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(m|k|M|G|T|Ki|Mi|Gi|Ti|)");

    private Quantities() {}

    /**
     * The plain number: "500m" is 0.5, "1Gi" is 1073741824. {@code IllegalArgumentException} when
     * it is none.
     */
    public static double parse(String text) {
        Matcher m = QUANTITY.matcher(text.trim());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        }
        double v = Double.parseDouble(m.group(1));
        return switch (m.group(2)) {
            case "m" -> v / 1000;
            case "k" -> v * 1e3;
            case "M" -> v * 1e6;
            case "G" -> v * 1e9;
            case "T" -> v * 1e12;
            case "Ki" -> v * 1024;
            case "Mi" -> v * 1048576;
            case "Gi" -> v * 1073741824.0;
            case "Ti" -> v * 1099511627776.0;
            default -> v;
        };
    }

    public static double mebibytes(String text, double otherwise) {
        return text.isEmpty() ? otherwise : parse(text) / 1048576;
    }

    public static double cores(String text, double otherwise) {
        return text.isEmpty() ? otherwise : parse(text);
    }

    public static String ofCores(double cores) {
        long milli = Math.round(cores * 1000);
        return milli % 1000 == 0 ? Long.toString(milli / 1000) : milli + "m";
    }

    public static String ofMebibytes(double mebibytes) {
        return Math.round(mebibytes) + "Mi";
    }
}
