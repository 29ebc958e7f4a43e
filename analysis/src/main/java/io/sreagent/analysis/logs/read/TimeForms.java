package io.sreagent.analysis.logs.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The forms in which logs write times, as patterns, and what instant each means: ISO 8601 in its
 * variants, syslog's without year, Apache's two, Go's, Tomcat's, klog's, RFC 1123, American with AM
 * and PM, German with dots, epoch seconds to nanoseconds, time of day alone.
 *
 * <p>A zone in the text wins; without one the reader's zone holds. A missing year is the one that
 * brings the time nearest to the reference, so that December's lines read in January are of last
 * year. Day and month in {@code 03/04/2026} are read the American way unless the first is over 12.
 */
final class TimeForms {
    private static final String CLOCK = "(\\d{1,2}):(\\d{2}):(\\d{2})(?:[.,](\\d{1,9}))?";

    /** Abbreviations by name: any word in capitals would take WARN and INFO for zones. */
    private static final String NAMED =
            "UTC|GMT|P[SD]T|M[SD]T|C[SD]T|E[SD]T|AK[SD]T|HST|CES?T|EES?T|WES?T|BST|IST|JST|KST|HKT|SGT|MSK"
                    + "|A[CEW][SD]T|NZ[SD]T|SAST|BRT|ART|PKT|WIB|PHT|ICT";

    private static final String ZONE = "(?:\\s?(Z\\b|(?:" + NAMED + ")\\b|[+-]\\d{2}:?\\d{2}))?";
    static final Pattern NAMED_ZONE = Pattern.compile(" ?(?:" + NAMED + ")\\b");
    private static final String MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*";

    /** How to make a date from a match; groups are as the form's pattern has them. */
    private interface Reading {
        Instant read(MatchResult match, TimeForms context);
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

    private static final int LONGEST = 48; // characters a time stamp may take

    private final ZoneId zone;
    private final Instant reference;

    TimeForms(ZoneId zone, Instant reference) {
        this.zone = zone;
        this.reference = reference;
    }

    static int count() {
        return FORMS.size();
    }

    /** The time stamp of one form that starts exactly here; null when none does. */
    TimeStamps.@Nullable Found tryForm(int index, String text, int from) {
        Form form = FORMS.get(index);
        Matcher matcher =
                form.pattern().matcher(text).region(from, Math.min(text.length(), from + LONGEST));
        if (!matcher.lookingAt()) return null;
        try {
            return new TimeStamps.Found(form.reading().read(matcher, this), matcher.end());
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

    /** A local time in the zone it names; in the reader's when it names none. */
    Instant in(LocalDateTime local, @Nullable String zoned) {
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
