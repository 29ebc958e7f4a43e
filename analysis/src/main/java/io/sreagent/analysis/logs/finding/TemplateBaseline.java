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
import org.jspecify.annotations.Nullable;

/**
 * How often each template is logged in each hour of the week, learned from whole hours.
 *
 * <p>The expectation for an hour is the median of the same hour of the week in the weeks kept;
 * where those are fewer than {@link #ENOUGH}, the median of the same hour of the day; failing that
 * of all hours. The band reaches from the smallest to the largest of the hours used. Medians resist
 * the outages that a past always holds. Memory: hours in which a template occurred, at most {@link
 * #WEEKS} weeks of them; beyond {@link #MOST_BYTES} the oldest hours go first.
 */
public final class TemplateBaseline {
    static final int WEEKS = 5;
    static final long MOST_BYTES = 48L << 20;
    private static final int ENOUGH = 3; // hours to take a median of

    private static final long DAY = 86_400; // seconds

    private final ZoneId zone;
    private final long seconds; // of a slot
    private final Map<Long, HourCounts> counts = new HashMap<>(); // by template
    private long kept; // bytes

    private final NavigableMap<Long, Integer> hours =
            new TreeMap<>(); // learned hour → hour of week

    private long comparableTo; // the hour that was last asked about
    private long @Nullable [] comparable; // what to compare it with; null when not known

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
        comparable = null;
        linesByTemplate.forEach(
                (template, lines) -> {
                    HourCounts own = counts.computeIfAbsent(template, id -> new HourCounts());
                    long before = own.size() == 0 ? 0 : own.bytes();
                    own.add(index, lines);
                    kept += own.bytes() - before;
                });
        if (hours.firstKey() < index - WEEKS * 7 * DAY / seconds)
            forgetBefore(index - WEEKS * 7 * DAY / seconds);
        while (kept > MOST_BYTES && hours.size() > 1) {
            List<Long> all = List.copyOf(hours.keySet());
            forgetBefore(all.get((all.size() + 3) / 4)); // a quarter, as looking costs
        }
    }

    private void forgetBefore(long oldest) {
        hours.headMap(oldest).clear();
        kept = 0;
        for (var each = counts.values().iterator(); each.hasNext(); ) {
            HourCounts byHour = each.next();
            byHour.forgetBefore(oldest);
            if (byHour.size() == 0) each.remove();
            else kept += byHour.bytes();
        }
    }

    /** Follows merges of templates. */
    public void settle(TemplateMiner miner) {
        for (Long id : counts.keySet().stream().toList()) {
            long now = miner.current(id);
            if (now == id) continue;
            HourCounts moved = counts.remove(id);
            if (moved != null) counts.computeIfAbsent(now, key -> new HourCounts()).addAll(moved);
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
        HourCounts byHour = counts.get(template);
        return byHour == null || hours.isEmpty() ? 0 : (double) byHour.size() / hours.size();
    }

    /** Templates that are known, by id. */
    Iterable<Long> templates() {
        return counts.keySet();
    }

    /** Lines to expect of a template in the hour that begins then; zeros when nothing is known. */
    public Band expected(long template, Instant hour) {
        HourCounts byHour = counts.get(template);
        long[] likeIt = comparable(index(hour));
        if (byHour == null || likeIt.length == 0) return new Band(0, 0, 0);
        long[] past = new long[likeIt.length];
        for (int i = 0; i < past.length; i++) past[i] = byHour.in(likeIt[i]);
        Arrays.sort(past);
        int n = past.length;
        double median = n % 2 == 1 ? past[n / 2] : (past[n / 2 - 1] + past[n / 2]) / 2.0;
        return new Band(past[0], median, past[n - 1]);
    }

    /** The learned hours to compare one with, the same for every template. */
    private long[] comparable(long hour) {
        long[] known = comparable;
        if (known != null && comparableTo == hour) return known;
        int wanted = slotOfWeek(hour);
        int ofDay = (int) (DAY / seconds);
        long[] found = {};
        for (int modulus : new int[] {7 * ofDay, ofDay, 1}) {
            found =
                    hours.entrySet().stream()
                            .filter(past -> past.getKey() != hour) // it is no proof of itself
                            .filter(past -> past.getValue() % modulus == wanted % modulus)
                            .mapToLong(Map.Entry::getKey)
                            .toArray();
            if (found.length >= ENOUGH) break;
        }
        comparable = found;
        comparableTo = hour;
        return found;
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
