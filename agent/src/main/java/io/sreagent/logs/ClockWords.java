package io.sreagent.logs;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes times of day as {@code 22:00}, whatever way people write them: {@code 10pm}, {@code 3:30
 * p.m.}, {@code 晚上10点}, {@code 下午3点半}, {@code 22时15分}. Everything else stays as it is.
 */
final class ClockWords {
    private static final Pattern ENGLISH =
            Pattern.compile("\\b([0-9]{1,2})(?::([0-9]{2}))?\\s*([ap])\\.?m\\b\\.?");
    private static final Pattern CHINESE =
            Pattern.compile(
                    "(凌晨|早上|上午|中午|下午|傍晚|晚上|夜里|晚)?\\s*([0-9]{1,2})\\s*[点點时](?!间)(?:\\s*(半|[0-9]{1,2})\\s*分?)?");

    /** The second time of a stretch is of the same part of the day as the first. */
    private static final Pattern STRETCH =
            Pattern.compile(
                    "(下午|傍晚|晚上|夜里|晚)(\\s*[0-9]{1,2}\\s*[点點时](?:\\s*(?:半|[0-9]{1,2}\\s*分?))?\\s*[到至~-]\\s*)(?=[0-9]{1,2}\\s*[点點时])");

    private static final Pattern PART_BEFORE_CLOCK =
            Pattern.compile("(下午|傍晚|晚上|夜里|晚)\\s*([0-9]{1,2})[:：]([0-9]{2})");

    private ClockWords() {}

    /** The text is in lower case. */
    static String plain(String text) {
        String english =
                ENGLISH.matcher(text)
                        .replaceAll(
                                m -> clock(m.group(1), m.group(2), m.group(3).equals("p"), true));
        String chinese =
                CHINESE.matcher(STRETCH.matcher(english).replaceAll("$1$2$1"))
                        .replaceAll(
                                m ->
                                        clock(
                                                m.group(2),
                                                "半".equals(m.group(3)) ? "30" : m.group(3),
                                                isLate(m.group(1)),
                                                false));
        Matcher before = PART_BEFORE_CLOCK.matcher(chinese);
        return before.replaceAll(m -> clock(m.group(2), m.group(3), isLate(m.group(1)), false));
    }

    private static boolean isLate(@org.jspecify.annotations.Nullable String part) {
        return part != null && "下午傍晚晚上夜里".contains(part);
    }

    private static String clock(
            String hour,
            @org.jspecify.annotations.Nullable String minute,
            boolean late,
            boolean twelveIsNone) {
        int h = Integer.parseInt(hour);
        if (twelveIsNone && h == 12) h = 0;
        if (late && h < 12) h += 12;
        int m = minute == null ? 0 : Integer.parseInt(minute);
        return String.format(Locale.ROOT, "%02d:%02d", h % 24, m % 60);
    }
}
