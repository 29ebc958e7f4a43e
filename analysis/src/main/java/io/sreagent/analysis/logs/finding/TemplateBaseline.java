package io.sreagent.analysis.logs.finding;

import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.logs.template.TemplateMiner;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How often each template is logged in each hour of the week, learned from whole hours.
 *
 * <p>The expectation for an hour is the median of the same hour of the week in the weeks kept;
 * where those are fewer than {@link #ENOUGH}, the median of the same hour of the day; failing that
 * of all hours. The band reaches from the smallest to the largest of the hours used. Medians resist
 * the outages that a past always holds. Memory: hours in which a template occurred, at most {@link
 * #WEEKS} weeks of them; beyond {@link #MOST_COUNTS} counts the oldest hours go first.
 */
public final class TemplateBaseline {
    static final int WEEKS = 5;
    static final int MOST_COUNTS = 1_000_000; // about 50 bytes each
    private static final int ENOUGH = 3; // hours to take a median of

    private static final long DAY = 86_400; // seconds

    private final ZoneId zone;
    private final long seconds; // of a slot
    private final Map<Long, Map<Long, Long>> counts = new HashMap<>(); // template, hour, lines
    private long kept; // counts

    private final NavigableMap<Long, Integer> hours =
            new TreeMap<>(); // learned hour → hour of week

    /**
     * @param zone in which people live whose week shows in the log
     */
    public TemplateBaseline(ZoneId zone) {
        this(zone, Duration.ofHours(1));
    }

    /**
     * @param slot what is learned at a time in place of an hour, for whom an hour is too late;
     *     divides a day
     */
    public TemplateBaseline(ZoneId zone, Duration slot) {
        this.zone = zone;
        seconds = slot.toSeconds();
        if (seconds < 60 || DAY % seconds != 0)
            throw new IllegalArgumentException("a day has no whole number of slots of " + slot);
    }

    /** Learns one whole hour; learning the same hour again adds to it. */
    public void learn(Instant hour, Map<Long, Long> linesByTemplate) {
        long index = index(hour);
        hours.put(index, slotOfWeek(index));
        linesByTemplate.forEach(
                (template, lines) ->
                        counts.computeIfAbsent(template, id -> new HashMap<>())
                                .merge(index, lines, Long::sum));
        kept += linesByTemplate.size();
        if (hours.firstKey() < index - WEEKS * 7 * DAY / seconds)
            forgetBefore(index - WEEKS * 7 * DAY / seconds);
        while (kept > MOST_COUNTS && hours.size() > 1) {
            List<Long> all = List.copyOf(hours.keySet());
            forgetBefore(all.get((all.size() + 3) / 4)); // a quarter, as looking costs
        }
    }

    private void forgetBefore(long oldest) {
        hours.headMap(oldest).clear();
        kept = 0;
        for (var each = counts.values().iterator(); each.hasNext(); ) {
            Map<Long, Long> byHour = each.next();
            byHour.keySet().removeIf(hour -> hour < oldest);
            kept += byHour.size();
            if (byHour.isEmpty()) each.remove();
        }
    }

    /** Follows merges of templates. */
    public void settle(TemplateMiner miner) {
        for (Long id : counts.keySet().stream().toList()) {
            long now = miner.current(id);
            if (now == id) continue;
            Map<Long, Long> moved = counts.remove(id);
            if (moved == null) continue;
            Map<Long, Long> into = counts.computeIfAbsent(now, key -> new HashMap<>());
            moved.forEach((hour, lines) -> into.merge(hour, lines, Long::sum));
        }
    }

    /** Hours learned and still kept. */
    public int hours() {
        return hours.size();
    }

    /** What is learned at a time. */
    public Duration slot() {
        return Duration.ofSeconds(seconds);
    }

    public boolean knows(long template) {
        return counts.containsKey(template);
    }

    /** Share of the learned hours in which a template occurred, 0–1. */
    public double presence(long template) {
        Map<Long, Long> byHour = counts.get(template);
        return byHour == null || hours.isEmpty() ? 0 : (double) byHour.size() / hours.size();
    }

    /** Templates that are known, by id. */
    Iterable<Long> templates() {
        return counts.keySet();
    }

    /** Lines to expect of a template in the hour that begins then; zeros when nothing is known. */
    public Band expected(long template, Instant hour) {
        Map<Long, Long> byHour = counts.getOrDefault(template, Map.of());
        int wanted = slotOfWeek(index(hour));
        int ofDay = (int) (DAY / seconds);
        for (int modulus : new int[] {7 * ofDay, ofDay, 1}) {
            long[] past = new long[hours.size()];
            int n = 0;
            for (var known : hours.entrySet()) {
                if (known.getKey() == index(hour)) continue; // an hour is no proof of itself
                if (known.getValue() % modulus == wanted % modulus) {
                    past[n++] = byHour.getOrDefault(known.getKey(), 0L);
                }
            }
            if (n >= ENOUGH || modulus == 1 && n > 0) {
                Arrays.sort(past, 0, n);
                double median = n % 2 == 1 ? past[n / 2] : (past[n / 2 - 1] + past[n / 2]) / 2.0;
                return new Band(past[0], median, past[n - 1]);
            }
        }
        return new Band(0, 0, 0);
    }

    private long index(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), seconds);
    }

    private int slotOfWeek(long index) {
        ZonedDateTime local = Instant.ofEpochSecond(index * seconds).atZone(zone);
        long ofDay = local.toLocalTime().toSecondOfDay() / seconds;
        return (int) ((local.getDayOfWeek().getValue() - 1) * (DAY / seconds) + ofDay);
    }
}
