package io.sreagent.capacity;

import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Forecast;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Days that are not like their weekday, UTC. A holiday in the past is taken out of what is learned
 * from, and one ahead is expected to look like a Sunday: its mean is the forecast times the ratio
 * of the median Sunday to the median of its weekday at that time of day. The upper edge is never
 * lowered: who is wrong about a holiday must not be short of replicas. Cost: O(history · days
 * ahead).
 *
 * @param days as configured
 */
record Holidays(Set<LocalDate> days) {
    Holidays {
        days = Set.copyOf(days);
    }

    /**
     * @param texts ISO dates such as {@code 2026-12-25}
     * @throws IllegalArgumentException naming the one that is no date
     */
    static Holidays of(List<String> texts) {
        return new Holidays(
                io.sreagent.analysis.baseline.Holidays.of("prediction.holidays", texts).days());
    }

    boolean is(Instant time) {
        return days.contains(LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    /** The series with holidays as gaps, unless that would leave less than half of it. */
    Series without(Series past) {
        double[] values = past.values().clone();
        for (int at = 0; at < values.length; at++) if (is(past.timeOf(at))) values[at] = Double.NaN;
        // A gap at the end would be forecast through, not learned from: today counts as it is.
        LocalDate last = LocalDate.ofInstant(past.end(), ZoneOffset.UTC);
        for (int at = 0; at < values.length; at++)
            if (LocalDate.ofInstant(past.timeOf(at), ZoneOffset.UTC).equals(last))
                values[at] = past.values()[at];
        Series kept = new Series(past.metric(), past.start(), past.step(), values);
        return 2 * kept.present() < past.present() ? past : kept;
    }

    /** The forecast with holidays ahead made like Sundays, where the past knows both days. */
    Forecast adjusted(Forecast forecast, Series past) {
        double[] mean = forecast.mean().clone();
        double[] lower = forecast.lower().clone();
        for (int step = 0; step < mean.length; step++) {
            Instant time = forecast.timeOf(step);
            if (!is(time)) continue;
            ZonedDateTime when = time.atZone(ZoneOffset.UTC);
            double ratio =
                    median(past, DayOfWeek.SUNDAY, when) / median(past, when.getDayOfWeek(), when);
            if (!Double.isFinite(ratio)) continue;
            mean[step] = Math.min(mean[step] * ratio, forecast.upper()[step]);
            lower[step] = Math.min(lower[step] * ratio, mean[step]);
        }
        return new Forecast(
                forecast.model(),
                forecast.start(),
                forecast.step(),
                mean,
                lower,
                forecast.upper(),
                forecast.level());
    }

    /** Of values on a day of the week, within half an hour of a time of day. */
    private double median(Series past, DayOfWeek day, ZonedDateTime when) {
        double[] found = new double[past.length()];
        int count = 0;
        for (int at = 0; at < past.length(); at++) {
            ZonedDateTime then = past.timeOf(at).atZone(ZoneOffset.UTC);
            boolean near =
                    Duration.between(then.toLocalTime(), when.toLocalTime()).abs().toMinutes()
                            <= 30;
            if (near && then.getDayOfWeek() == day && !Double.isNaN(past.values()[at]))
                found[count++] = past.values()[at];
        }
        if (count == 0) return Double.NaN;
        Arrays.sort(found, 0, count);
        return found[count / 2];
    }
}
