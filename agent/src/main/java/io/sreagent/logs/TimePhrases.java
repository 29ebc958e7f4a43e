package io.sreagent.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as people write them, in English and Chinese: {@code last 2 hours}, {@code between 10:00
 * and 10:30}, {@code since 14:00}, {@code yesterday}, {@code 最近半小时}, {@code 昨天}, {@code
 * 10:00到10:30}. A time of day that lies in the future is yesterday's.
 */
final class TimePhrases {
    /** A stretch of time, and the words it was written in. */
    record Found(Instant from, Instant until, String words) {}

    private static final String CLOCK = "([0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?)";
    private static final String MOMENT =
            "((?:[0-9]{4}-[0-9]{2}-[0-9]{2}[T ])?[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?Z?)";
    private static final String UNIT =
            "(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|秒钟?|分钟?|个?小时|个?钟头|天|日|周|个?星期)";
    private static final Pattern LAST =
            Pattern.compile(
                    "(?:(?:in |over |during |within |for )?(?:the"
                            + " )?(?:last|past|previous)\\s+|最近|过去|近|前)\\s*([0-9]+(?:\\.[0-9]+)?|an?|one|two|half"
                            + " an?|[一二两三四五六七八九十半]+)?\\s*"
                            + UNIT
                            + "(?![a-z])(?:内|里|以内)?");
    private static final Pattern BETWEEN =
            Pattern.compile(
                    "(?:between |from |从|在)?\\s*"
                            + MOMENT
                            + "\\s*(?:and|to|until|till|[-–—~至到])\\s*"
                            + MOMENT
                            + "(?:之间|期间)?");
    private static final Pattern SINCE =
            Pattern.compile("(?:since|after|自从?|从)\\s*" + MOMENT + "(?:以来|之后|开始|起)?");
    private static final Pattern SINCE_BEHIND = Pattern.compile(MOMENT + "\\s*(?:以来|之后|以后|开始|起)");
    private static final Pattern AROUND =
            Pattern.compile(
                    "(?:around|about|at|大约|左右)\\s*" + CLOCK + "|" + CLOCK + "\\s*(?:左右|前后)");
    private static final Pattern YESTERDAY = Pattern.compile("yesterday|昨天|昨日");
    private static final Pattern TODAY = Pattern.compile("today|今天|今日");
    private static final Pattern JUST_NOW = Pattern.compile("just now|right now|刚才|刚刚|现在");

    private static final Map<String, Double> NUMBERS =
            Map.of("a", 1.0, "an", 1.0, "one", 1.0, "two", 2.0, "half a", 0.5, "half an", 0.5);
    private static final List<String> DIGITS = List.of("一", "二", "三", "四", "五", "六", "七", "八", "九");

    private final Instant now;
    private final ZonedDateTime here;

    TimePhrases(Instant now, ZoneId zone) {
        this.now = now;
        here = now.atZone(zone);
    }

    /** The time a question speaks of; empty when it speaks of none. The text is in lower case. */
    Optional<Found> in(String text) {
        Matcher between = BETWEEN.matcher(text);
        if (between.find()) {
            Instant from = moment(between.group(1));
            Instant until = moment(between.group(2));
            if (from.isAfter(until)) from = from.minus(Duration.ofDays(1));
            if (from.isBefore(until)) return found(from, until, between);
        }
        Matcher last = LAST.matcher(text);
        if (last.find()) return found(now.minus(length(last)), now, last);
        for (Pattern since : List.of(SINCE, SINCE_BEHIND)) {
            Matcher matcher = since.matcher(text);
            if (matcher.find() && moment(matcher.group(1)).isBefore(now)) {
                return found(moment(matcher.group(1)), now, matcher);
            }
        }
        Matcher around = AROUND.matcher(text);
        if (around.find()) {
            String clock = around.group(1) != null ? around.group(1) : around.group(2);
            Duration near = Duration.ofMinutes(5);
            return found(moment(clock).minus(near), moment(clock).plus(near), around);
        }
        Instant midnight = here.toLocalDate().atStartOfDay(here.getZone()).toInstant();
        Matcher yesterday = YESTERDAY.matcher(text);
        if (yesterday.find()) return found(midnight.minus(Duration.ofDays(1)), midnight, yesterday);
        Matcher today = TODAY.matcher(text);
        if (today.find() && midnight.isBefore(now)) return found(midnight, now, today);
        Matcher justNow = JUST_NOW.matcher(text);
        if (justNow.find()) return found(now.minus(Duration.ofMinutes(5)), now, justNow);
        return Optional.empty();
    }

    private static Optional<Found> found(Instant from, Instant until, MatchResult words) {
        return Optional.of(new Found(from, until, words.group()));
    }

    private static Duration length(Matcher last) {
        String number = last.group(1);
        double count = number == null ? 1 : number(number);
        return Duration.ofMillis((long) (Math.max(0.01, count) * seconds(last.group(2)) * 1000));
    }

    private static double number(String text) {
        if (text.matches("[0-9.]+")) return Double.parseDouble(text);
        Double word = NUMBERS.get(text);
        if (word != null) return word;
        double value = 0;
        boolean ten = false;
        for (int i = 0; i < text.length(); i++) {
            String digit = text.substring(i, i + 1);
            if (digit.equals("半")) value += 0.5;
            else if (digit.equals("十")) {
                value = value == 0 ? 10 : value * 10;
                ten = true;
            } else {
                int one = digit.equals("两") ? 2 : DIGITS.indexOf(digit) + 1;
                value = ten ? value + one : one;
            }
        }
        return value;
    }

    private static long seconds(String unit) {
        if (unit.startsWith("s") || unit.startsWith("秒")) return 1;
        if (unit.startsWith("m") || unit.startsWith("分")) return 60;
        if (unit.startsWith("h") || unit.endsWith("小时") || unit.endsWith("钟头")) return 3600;
        if (unit.startsWith("w") || unit.equals("周") || unit.endsWith("星期")) return 7 * 86_400;
        return 86_400;
    }

    private Instant moment(String text) {
        String plain = text.replace('：', ':').toUpperCase(Locale.ROOT);
        try {
            if (plain.length() > 9) {
                String iso = plain.replace(' ', 'T');
                if (iso.endsWith("Z")) return Instant.parse(withSeconds(iso));
                return java.time.LocalDateTime.parse(iso).atZone(here.getZone()).toInstant();
            }
            String clock = plain.indexOf(':') == 1 ? "0" + plain : plain;
            Instant today = here.with(LocalTime.parse(clock.replace("Z", ""))).toInstant();
            return today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("'" + text + "' is no time", wrong);
        }
    }

    private static String withSeconds(String iso) {
        return iso.matches(".*T[0-9]{2}:[0-9]{2}Z") ? iso.replace("Z", ":00Z") : iso;
    }
}
