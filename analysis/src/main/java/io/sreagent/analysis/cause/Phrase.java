package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Words;
import java.time.Duration;
import java.util.Locale;

/** How numbers, durations and names are written in both languages. */
final class Phrase {
    private Phrase() {}

    /** Three significant digits, without an exponent where a person would not write one. */
    static String number(double value) {
        if (Double.isNaN(value)) return "–";
        if (value == Math.rint(value) && Math.abs(value) < 1e6) return String.valueOf((long) value);
        double size = Math.abs(value);
        if (size >= 1e6 || size < 1e-3) return String.format(Locale.ROOT, "%.2e", value);
        int digits = Math.max(0, 2 - (int) Math.floor(Math.log10(size)));
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    static String name(Resource resource) {
        String name = resource.name();
        return name == null ? "the whole system" : name;
    }

    static Words span(Duration duration) {
        long seconds = Math.abs(duration.toSeconds());
        if (seconds < 120) return new Words(seconds + " s", seconds + " 秒");
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 120) return new Words(minutes + " min", minutes + " 分钟");
        long hours = Math.round(minutes / 60.0);
        return new Words(hours + " h", hours + " 小时");
    }
}
