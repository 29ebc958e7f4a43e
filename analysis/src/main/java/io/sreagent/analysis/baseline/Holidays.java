package io.sreagent.analysis.baseline;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Days, UTC, on which people behave as on a Sunday. What is normal then is not learned from, and is
 * expected to look like the Sunday after it. Cost: O(log days).
 *
 * @param days sorted, may be empty
 */
public record Holidays(Set<LocalDate> days) {
    /** Nobody has said when people stay at home. */
    public static final Holidays NONE = new Holidays(Set.of());

    private static final long DAY = 86_400;

    public Holidays {
        days = Set.copyOf(days);
    }

    /**
     * @param key of the configuration, for the error
     * @param texts ISO dates such as {@code 2026-12-25}
     * @throws IllegalArgumentException naming the one that is no date
     */
    public static Holidays of(String key, List<String> texts) {
        Set<LocalDate> days = new TreeSet<>();
        for (String text : texts) {
            try {
                days.add(LocalDate.parse(text.strip()));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException(
                        key + ": '" + text + "' is no date such as 2026-12-25", e);
            }
        }
        return new Holidays(days);
    }

    public boolean is(Instant time) {
        return !days.isEmpty() && days.contains(LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    /** The time of the week whose habits hold: on a holiday that of the next Sunday. */
    Instant habits(Instant time) {
        if (!is(time)) return time;
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        LocalDate sunday = day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        return time.plusSeconds(DAY * (sunday.toEpochDay() - day.toEpochDay()));
    }

    /** Each as a stretch that is not to be learned, beside others. */
    public List<Stretch> with(List<Stretch> others) {
        List<Stretch> all = new ArrayList<>(others);
        for (LocalDate day : days) {
            Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
            all.add(new Stretch(from, from.plusSeconds(DAY)));
        }
        return all;
    }
}
