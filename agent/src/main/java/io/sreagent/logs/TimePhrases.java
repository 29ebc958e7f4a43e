package io.sreagent.logs;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as people write them, in English and Chinese: {@code last 2 hours}, {@code between 10:00
 * and 10:30}, {@code since 14:00}, {@code yesterday evening}, {@code 最近半小时}, {@code 昨天晚上}, {@code
 * 10:00到10:30}. A time of day that lies in the future is yesterday's. Texts are in lower case and
 * have gone through {@link ClockWords}.
 */
final class TimePhrases {
    /** A stretch of time, and the words it was written in. */
    record Found(Instant from, Instant until, String words) {}

    private static final String DAY =
            "(?:the day before yesterday|yesterday|today|last"
                    + " night|前天|昨天|昨日|昨|今天|今日|今|[0-9]{4}-[0-9]{2}-[0-9]{2})";
    private static final String PART =
            "(?:early"
                    + " morning|morning|noon|afternoon|evening|night|凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|夜里|晚|早)";
    private static final String CLOCK = "[0-9]{1,2}[:：][0-9]{2}(?:[:：][0-9]{2})?z?";
    private static final String MOMENT =
            "((?:" + DAY + "(?:的|\\s+at)?[t\\s]*(?:" + PART + "\\s*)?)?" + CLOCK + ")";
    private static final String UNIT =
            "(seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w|秒钟?|分钟?|个?小时|个?钟头|天|日|周|个?星期)";
    private static final String NUMBER =
            "([0-9]+(?:\\.[0-9]+)?|an?|one|two|three|few|couple of|half an?|[一二两三四五六七八九十半几]+个?半?)";
    private static final Pattern LAST =
            Pattern.compile(
                    "(?:(?:\\b(?:in|over|during|within|for|from)\\s+)?(?:the\\s+)?\\b(?:last|past|previous)\\s+|最近|过去|近|(?<![以之])前(?=\\s*[0-9一二两三四五六七八九十半]))\\s*"
                            + NUMBER
                            + "?\\s*"
                            + UNIT
                            + "(?![a-z])(?:之?内|里|以内|以来)?");
    private static final Pattern AGO =
            Pattern.compile(NUMBER + "\\s*" + UNIT + "(?:\\s+ago|以?之?前)(?:到现在|至今)?");
    private static final Pattern BETWEEN =
            Pattern.compile(
                    "(?:between |from |从|在)?\\s*"
                            + MOMENT
                            + "\\s*(?:and|to|until|till|[-–—~至到])\\s*"
                            + MOMENT
                            + "(?:之间|期间)?");
    private static final Pattern SINCE =
            Pattern.compile(
                    "(?:\\b(?:since|after)\\b(?:[^0-9]{0,24}\\bat)?|自从?|从)\\s*"
                            + MOMENT
                            + "\\s*(?:以来|之后|以后|开始|起)?");
    private static final Pattern SINCE_BEHIND = Pattern.compile(MOMENT + "\\s*(?:以来|之后|以后|开始|起)");
    private static final Pattern AROUND =
            Pattern.compile(
                    "(?:\\baround|\\babout|\\bat|大约|差不多)\\s*"
                            + MOMENT
                            + "|"
                            + MOMENT
                            + "\\s*(?:左右|前后|附近)?");
    private static final Pattern DAY_PART =
            Pattern.compile(
                    "(?:\\b(?:on|in|since)\\s+)?(?:this\\s+("
                            + PART
                            + ")|("
                            + DAY
                            + ")(?:的|\\s)*("
                            + PART
                            + ")?|(?:the\\s+)?("
                            + PART
                            + ")(?:的时候)?)(?![a-z])");
    private static final Pattern JUST_NOW =
            Pattern.compile("\\bjust now|\\bright now|\\bcurrently|刚才|刚刚|现在|目前|当前");

    private static final Map<String, Double> NUMBERS =
            Map.of(
                    "a",
                    1.0,
                    "an",
                    1.0,
                    "one",
                    1.0,
                    "two",
                    2.0,
                    "three",
                    3.0,
                    "few",
                    3.0,
                    "couple of",
                    2.0,
                    "half a",
                    0.5,
                    "half an",
                    0.5);
    private static final List<String> DIGITS = List.of("一", "二", "三", "四", "五", "六", "七", "八", "九");

    private final Instant now;
    private final ZonedDateTime here;

    TimePhrases(Instant now, ZoneId zone) {
        this.now = now;
        here = now.atZone(zone);
    }

    /** The time a question speaks of; empty when it speaks of none. */
    Optional<Found> in(String text) {
        Matcher between = BETWEEN.matcher(text);
        if (between.find()) {
            Instant from = moment(between.group(1));
            Instant until = endOf(from, between.group(2));
            if (from.isAfter(until)) from = from.minus(Duration.ofDays(1));
            if (from.isBefore(until)) return found(from, until, between);
        }
        Matcher last = LAST.matcher(text);
        if (last.find()) return found(now.minus(length(last)), now, last);
        Matcher ago = AGO.matcher(text);
        if (ago.find()) return found(now.minus(length(ago)), now, ago);
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
        Matcher part = DAY_PART.matcher(text);
        if (part.find()) return dayPart(part);
        Matcher justNow = JUST_NOW.matcher(text);
        if (justNow.find()) return found(now.minus(Duration.ofMinutes(5)), now, justNow);
        return Optional.empty();
    }

    private Optional<Found> dayPart(Matcher matcher) {
        String named = matcher.group(2);
        String part = matcher.group(1);
        if (part == null) part = matcher.group(3);
        if (part == null) part = matcher.group(4);
        boolean lastNight = named != null && named.equals("last night");
        LocalDate day = named == null ? here.toLocalDate() : day(named);
        int[] hours = part == null ? new int[] {0, 24} : hours(part);
        if (lastNight) hours = new int[] {18, 30};
        Instant midnight = day.atStartOfDay(here.getZone()).toInstant();
        Instant from = midnight.plus(Duration.ofHours(hours[0]));
        Instant until = midnight.plus(Duration.ofHours(hours[1]));
        if (named == null && from.isAfter(now)) { // this evening has not come yet
            from = from.minus(Duration.ofDays(1));
            until = until.minus(Duration.ofDays(1));
        }
        if (until.isAfter(now)) until = now;
        return from.isBefore(until) ? found(from, until, matcher) : Optional.empty();
    }

    private LocalDate day(String named) {
        LocalDate today = here.toLocalDate();
        return switch (named) {
            case "today", "今天", "今日", "今" -> today;
            case "the day before yesterday", "前天" -> today.minusDays(2);
            case "yesterday", "last night", "昨天", "昨日", "昨" -> today.minusDays(1);
            default -> LocalDate.parse(named);
        };
    }

    /** From and to which hour of the day. */
    private static int[] hours(String part) {
        return switch (part) {
            case "early morning", "凌晨" -> new int[] {0, 6};
            case "morning", "上午", "早上", "早晨", "早" -> new int[] {6, 12};
            case "noon", "中午" -> new int[] {11, 14};
            case "afternoon", "下午" -> new int[] {12, 18};
            default -> new int[] {18, 24};
        };
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
            else if (digit.equals("几")) value = 3;
            else if (digit.equals("十")) {
                value = value == 0 ? 10 : value * 10;
                ten = true;
            } else if (!digit.equals("个")) {
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

    private static final Pattern PARTS_OF_MOMENT =
            Pattern.compile("(" + DAY + ")?.*?(" + CLOCK + ")");

    /** A moment without a day is of today, or of yesterday when it has not come yet today. */
    private Instant moment(String text) {
        Matcher parts = parts(text);
        String day = parts.group(1);
        if (day != null) return at(day(day), text);
        Instant today = at(here.toLocalDate(), text);
        return today.isAfter(now) ? today.minus(Duration.ofDays(1)) : today;
    }

    /** The end of a stretch that begins then: of the same day when it names none. */
    private Instant endOf(Instant from, String text) {
        @Nullable String day = parts(text).group(1);
        if (day != null) return at(day(day), text);
        Instant end = at(from.atZone(here.getZone()).toLocalDate(), text);
        return end.isAfter(from) ? end : end.plus(Duration.ofDays(1));
    }

    private Instant at(LocalDate day, String text) {
        String clock = requireNonNull(parts(text).group(2)).replace('：', ':');
        boolean utc = clock.endsWith("z");
        String plain = utc ? clock.substring(0, clock.length() - 1) : clock;
        try {
            LocalTime time = LocalTime.parse(plain.indexOf(':') == 1 ? "0" + plain : plain);
            return day.atTime(time).atZone(utc ? ZoneId.of("UTC") : here.getZone()).toInstant();
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("'" + text + "' is no time", wrong);
        }
    }

    private static Matcher parts(String text) {
        Matcher parts = PARTS_OF_MOMENT.matcher(text);
        if (!parts.find()) throw new IllegalArgumentException("'" + text + "' is no time");
        return parts;
    }
}
