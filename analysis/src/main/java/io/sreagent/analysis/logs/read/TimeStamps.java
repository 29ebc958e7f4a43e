package io.sreagent.analysis.logs.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Time stamps at the start of a text, in every form that logs commonly have: ISO 8601 in its
 * variants, syslog's without year, Apache's two, Go's, Tomcat's, klog's, RFC 1123, American with AM
 * and PM, German with dots, epoch seconds to nanoseconds, time of day alone.
 *
 * <p>A zone in the text wins; without one the reader's zone holds. A missing year is the one that
 * brings the time nearest to the reference, so that December's lines read in January are of last
 * year. Day and month in {@code 03/04/2026} are read the American way unless the first is over 12.
 */
final class TimeStamps {
    /**
     * A time stamp and where the text goes on behind it.
     *
     * @param end index of the first character after it
     */
    record Found(Instant time, int end) {}

    private static final String CLOCK = "(\\d{1,2}):(\\d{2}):(\\d{2})(?:[.,](\\d{1,9}))?";

    /** Abbreviations by name: any word in capitals would take WARN and INFO for zones. */
    private static final String NAMED =
            "UTC|GMT|P[SD]T|M[SD]T|C[SD]T|E[SD]T|AK[SD]T|HST|CES?T|EES?T|WES?T|BST|IST|JST|KST|HKT|SGT|MSK"
                    + "|A[CEW][SD]T|NZ[SD]T|SAST|BRT|ART|PKT|WIB|PHT|ICT";

    private static final String ZONE = "(?:\\s?(Z\\b|(?:" + NAMED + ")\\b|[+-]\\d{2}:?\\d{2}))?";
    private static final Pattern NAMED_ZONE = Pattern.compile(" ?(?:" + NAMED + ")\\b");
    private static final String MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";

    /** How to make a date from a match; groups are as the form's pattern has them. */
    private interface Reading {
        Instant read(MatchResult match, TimeStamps context);
    }

    private record Form(Pattern pattern, Reading reading) {}

    private static Form form(String pattern, Reading reading) {
        return new Form(Pattern.compile(pattern), reading);
    }

    private static final List<Form> FORMS =
            List.of(
                    form(
                            "(\\d{4})[-/.](\\d{2})[-/.](\\d{2})[T :_-]" + CLOCK + ZONE,
                            (m, c) ->
                                    c.at(
                                            date(m.group(1), m.group(2), m.group(3)),
                                            m,
                                            4,
                                            m.group(8))),
                    form(
                            MONTH
                                    + "\\s+(\\d{1,2})(?:,?\\s+(\\d{4}))?,?\\s+"
                                    + CLOCK
                                    + "(?: (AM|PM))?"
                                    + "(?:\\s("
                                    + NAMED
                                    + ")\\b)?(?:\\s(\\d{4})\\b)?",
                            (m, c) -> {
                                String year = m.group(3) != null ? m.group(3) : m.group(10);
                                return c.months(m.group(1), m.group(2), year, m, 4, m.group(9));
                            }),
                    form(
                            "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\\s+"
                                    + MONTH
                                    + "\\s+(\\d{1,2})\\s+"
                                    + CLOCK
                                    + "(?:\\s("
                                    + NAMED
                                    + ")\\b)?\\s(\\d{4})",
                            (m, c) ->
                                    c.months(m.group(1), m.group(2), m.group(8), m, 3, m.group(7))),
                    form(
                            "(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,?\\s+)?(\\d{1,2})[-/ ]"
                                    + MONTH
                                    + "[-/ ](\\d{4})[: ]"
                                    + CLOCK
                                    + ZONE,
                            (m, c) ->
                                    c.months(m.group(2), m.group(1), m.group(3), m, 4, m.group(8))),
                    form(
                            "[IWEF](\\d{2})(\\d{2})\\s" + CLOCK,
                            (m, c) ->
                                    c.noYear(
                                            Integer.parseInt(m.group(1)),
                                            Integer.parseInt(m.group(2)),
                                            clock(m, 3))),
                    form(
                            "(\\d{1,2})[/.](\\d{1,2})[/.](\\d{4}),?\\s+"
                                    + CLOCK
                                    + "(?:\\s(AM|PM))?",
                            (m, c) -> c.slashes(m)),
                    form(
                            "(\\d{4})(\\d{2})(\\d{2})[-T :]?" + CLOCK + ZONE,
                            (m, c) ->
                                    c.at(
                                            date(m.group(1), m.group(2), m.group(3)),
                                            m,
                                            4,
                                            m.group(8))),
                    form(
                            "(\\d{2})(\\d{2})(\\d{2})\\s+" + CLOCK,
                            (m, c) ->
                                    c.at(
                                            date("20" + m.group(1), m.group(2), m.group(3)),
                                            m,
                                            4,
                                            null)),
                    form(
                            "(\\d{2})/(\\d{2})/(\\d{2}) " + CLOCK,
                            (m, c) ->
                                    c.at(
                                            date("20" + m.group(1), m.group(2), m.group(3)),
                                            m,
                                            4,
                                            null)),
                    form(
                            "(\\d{4})-(\\d{2})-(\\d{2})-(\\d{2})\\.(\\d{2})\\.(\\d{2})(?:\\.(\\d{1,9}))?",
                            (m, c) -> c.at(date(m.group(1), m.group(2), m.group(3)), m, 4, null)),
                    form(
                            "(\\d{2})[.-](\\d{2}) " + CLOCK,
                            (m, c) ->
                                    c.noYear(
                                            Integer.parseInt(m.group(1)),
                                            Integer.parseInt(m.group(2)),
                                            clock(m, 3))),
                    form(
                            "(\\d{6}) (\\d{2})(\\d{2})(\\d{2})\\b",
                            (m, c) -> {
                                String day = m.group(1);
                                LocalDate date =
                                        date(
                                                "20" + day.substring(0, 2),
                                                day.substring(2, 4),
                                                day.substring(4));
                                return c.in(date.atTime(clock(m, 2)), null);
                            }),
                    form(
                            "(1\\d{9})(?:[.,](\\d{1,9}))?(?![\\d:-])",
                            (m, c) ->
                                    Instant.ofEpochSecond(
                                            Long.parseLong(m.group(1)), nanos(m.group(2)))),
                    form(
                            "(1\\d{12})(?![\\d:-])",
                            (m, c) -> Instant.ofEpochMilli(Long.parseLong(m.group(1)))),
                    form(
                            "(1\\d{9})(\\d{6}|\\d{9})(?![\\d:-])",
                            (m, c) ->
                                    Instant.ofEpochSecond(
                                            Long.parseLong(m.group(1)), nanos(m.group(2)))),
                    form(CLOCK + "(?![\\d:])", (m, c) -> c.today(clock(m, 1))));

    private static final int HEAD = 80; // characters in which a time stamp may begin
    private static final int LONGEST = 48; // characters a time stamp may take

    private final ZoneId zone;
    private final Instant reference;
    private int lastForm; // logs seldom change theirs
    private String askedText = "";
    private int askedFrom = -1;
    private @Nullable Found answered;

    /**
     * @param zone of times that name none
     * @param reference about when the log was written: gives years and days that are missing
     */
    TimeStamps(ZoneId zone, Instant reference) {
        this.zone = zone;
        this.reference = reference;
    }

    /** The time stamp that starts exactly here; null when none does. */
    @Nullable Found at(String text, int from) {
        if (text.equals(askedText) && from == askedFrom)
            return answered; // asked again for one line
        askedText = text;
        askedFrom = from;
        answered = find(text, from);
        return answered;
    }

    /**
     * The first ISO time stamp after white space near the start of a line, for logs that put
     * something before it; −1 when there is none.
     */
    int inside(String text) {
        int limit = Math.min(text.length() - 19, HEAD);
        for (int i = 1; i < limit; i++) {
            boolean date =
                    text.charAt(i + 4) == '-'
                            && text.charAt(i + 7) == '-'
                            && text.charAt(i - 1) <= ' '
                            && at(text, i) != null;
            if (date) return i;
        }
        return -1;
    }

    private @Nullable Found find(String text, int from) {
        Found iso = iso(text, from);
        if (iso != null) return iso;
        if (from >= text.length() || !canStart(text.charAt(from))) return null;
        Found found = tryForm(lastForm, text, from);
        if (found != null) return found;
        for (int i = 0; i < FORMS.size(); i++) {
            if (i == lastForm) continue;
            found = tryForm(i, text, from);
            if (found != null) {
                lastForm = i;
                return found;
            }
        }
        return null;
    }

    /** {@code 2026-03-04T05:06:07} with what may follow, without a pattern: most logs have it. */
    private @Nullable Found iso(String text, int from) {
        if (text.length() < from + 19 || text.charAt(from + 4) != '-') return null;
        char between = text.charAt(from + 10);
        boolean form =
                text.charAt(from + 7) == '-'
                        && (between == 'T' || between == ' ')
                        && text.charAt(from + 13) == ':'
                        && text.charAt(from + 16) == ':';
        if (!form) return null;
        int year = digits(text, from, 4);
        int month = digits(text, from + 5, 2);
        int day = digits(text, from + 8, 2);
        int hour = digits(text, from + 11, 2);
        int minute = digits(text, from + 14, 2);
        int second = digits(text, from + 17, 2);
        if ((year | month | day | hour | minute | second) < 0) return null;
        if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59) return null;
        if (day > 28 && day > YearMonth.of(year, month).lengthOfMonth()) return null;
        int end = from + 19;
        int nanos = 0;
        if (end < text.length() && (text.charAt(end) == '.' || text.charAt(end) == ',')) {
            int scale = 100_000_000;
            int stop = end + 1;
            while (stop < text.length()
                    && scale > 0
                    && Character.digit(text.charAt(stop), 10) >= 0) {
                nanos += Character.digit(text.charAt(stop++), 10) * scale;
                scale /= 10;
            }
            if (stop > end + 1) end = stop;
        }
        if (end < text.length() && " Z+-".indexOf(text.charAt(end)) >= 0) {
            if (text.charAt(end) == 'Z') {
                return new Found(
                        LocalDateTime.of(
                                        year, month, day, hour, minute, Math.min(second, 59), nanos)
                                .toInstant(ZoneOffset.UTC),
                        end + 1);
            }
            int next = text.charAt(end) == ' ' ? end + 1 : end;
            if (next < text.length() && zoneAt(text, end, next)) return null; // for the pattern
        }
        LocalDateTime local =
                LocalDateTime.of(year, month, day, hour, minute, Math.min(second, 59), nanos);
        return new Found(in(local, null), end);
    }

    private static boolean zoneAt(String text, int end, int next) {
        char first = text.charAt(next);
        if (first == '+' || first == '-') {
            return next + 2 < text.length() && Character.isDigit(text.charAt(next + 1));
        }
        return Character.isUpperCase(first)
                && NAMED_ZONE.matcher(text).region(end, text.length()).lookingAt();
    }

    private static int digits(String text, int from, int count) {
        int value = 0;
        for (int i = from; i < from + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) return -1;
            value = value * 10 + digit;
        }
        return value;
    }

    /** The time a whole value says, as in a JSON field; null when it says none. */
    @Nullable Instant of(String value) {
        String text = value.strip();
        if (text.startsWith("[")) text = text.substring(1);
        Found found = at(text, 0);
        return found == null ? null : found.time();
    }

    private static boolean canStart(char c) {
        return c >= '0' && c <= '9' || "JFMASONDTWIE".indexOf(c) >= 0;
    }

    private @Nullable Found tryForm(int index, String text, int from) {
        Form form = FORMS.get(index);
        Matcher matcher =
                form.pattern().matcher(text).region(from, Math.min(text.length(), from + LONGEST));
        if (!matcher.lookingAt()) return null;
        try {
            return new Found(form.reading().read(matcher, this), matcher.end());
        } catch (DateTimeException impossible) {
            return null; // 31 February and the like: no time stamp after all
        }
    }

    private static LocalDate date(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    /** The clock whose hour is in a group, minute, second and fraction in the next ones. */
    private static LocalTime clock(MatchResult match, int hour) {
        int second = Math.min(59, Integer.parseInt(match.group(hour + 2))); // 60 is a leap second
        String fraction = match.groupCount() >= hour + 3 ? match.group(hour + 3) : null;
        return LocalTime.of(
                Integer.parseInt(match.group(hour)),
                Integer.parseInt(match.group(hour + 1)),
                second,
                fraction != null && fraction.chars().allMatch(Character::isDigit)
                        ? nanos(fraction)
                        : 0);
    }

    private static int nanos(@Nullable String fraction) {
        if (fraction == null) return 0;
        return Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    private Instant at(LocalDate date, MatchResult match, int hour, @Nullable String zoned) {
        return in(date.atTime(clock(match, hour)), zoned);
    }

    private Instant in(LocalDateTime local, @Nullable String zoned) {
        if (zoned == null) return local.atZone(zone).toInstant();
        String name = zoned.strip();
        if (name.equals("Z") || name.equals("UTC") || name.equals("GMT")) {
            return local.toInstant(ZoneOffset.UTC);
        }
        char first = name.charAt(0);
        if (first == '+' || first == '-') return local.toInstant(ZoneOffset.of(name));
        ZoneId named =
                ZoneId.SHORT_IDS.containsKey(name) ? ZoneId.of(name, ZoneId.SHORT_IDS) : zone;
        return local.atZone(daylight(name, named)).toInstant();
    }

    /** Abbreviations are ambiguous; the American ones and Central Europe's are what logs have. */
    private static ZoneId daylight(String name, ZoneId otherwise) {
        return switch (name) {
            case "PST" -> ZoneOffset.ofHours(-8);
            case "PDT", "MST" -> ZoneOffset.ofHours(-7);
            case "MDT", "CST" -> ZoneOffset.ofHours(-6);
            case "CDT", "EST" -> ZoneOffset.ofHours(-5);
            case "EDT" -> ZoneOffset.ofHours(-4);
            case "CET" -> ZoneOffset.ofHours(1);
            case "CEST" -> ZoneOffset.ofHours(2);
            case "JST" -> ZoneOffset.ofHours(9);
            default -> otherwise;
        };
    }

    private Instant months(
            String month,
            String day,
            @Nullable String year,
            MatchResult match,
            int hour,
            @Nullable String zoned) {
        int number = "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(month) / 3 + 1;
        LocalTime clock = clock(match, hour);
        if (hour == 4 && match.groupCount() == 10) clock = halfDay(clock, match.group(8));
        if (year == null) return noYear(number, Integer.parseInt(day), clock);
        LocalDate date = LocalDate.of(Integer.parseInt(year), number, Integer.parseInt(day));
        return in(date.atTime(clock), zoned);
    }

    private Instant slashes(MatchResult match) {
        int one = Integer.parseInt(match.group(1));
        int two = Integer.parseInt(match.group(2));
        boolean dots = match.group().charAt(match.group(1).length()) == '.';
        int day = one > 12 || dots ? one : two;
        int month = one > 12 || dots ? two : one;
        LocalDate date = LocalDate.of(Integer.parseInt(match.group(3)), month, day);
        return in(date.atTime(halfDay(clock(match, 4), match.group(8))), null);
    }

    private static LocalTime halfDay(LocalTime clock, @Nullable String half) {
        if (half == null) return clock;
        return clock.withHour(clock.getHour() % 12 + (half.equals("PM") ? 12 : 0));
    }

    private Instant noYear(int month, int day, LocalTime clock) {
        int year = reference.atZone(zone).getYear();
        Instant best = null;
        for (int candidate = year - 1; candidate <= year + 1; candidate++) {
            if (month == 2 && day == 29 && !java.time.Year.isLeap(candidate)) continue;
            Instant time =
                    LocalDate.of(candidate, month, day).atTime(clock).atZone(zone).toInstant();
            if (best == null || distance(time) < distance(best)) best = time;
        }
        if (best == null) throw new DateTimeException("no 29 February near the reference");
        return best;
    }

    private long distance(Instant time) {
        return Math.abs(time.getEpochSecond() - reference.getEpochSecond());
    }

    private Instant today(LocalTime clock) {
        return reference.atZone(zone).toLocalDate().atTime(clock).atZone(zone).toInstant();
    }
}
