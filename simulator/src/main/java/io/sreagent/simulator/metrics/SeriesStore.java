package io.sreagent.simulator.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All series, sampled on one grid: slot i is at {@code start + i x interval}. Not thread-safe: the
 * world's lock guards it.
 */
public final class SeriesStore {
    private final long startMillis;
    private final long intervalMillis;
    private final Map<String, List<Series>> byName = new TreeMap<>();
    private final Map<Labels, Series> byLabels = new LinkedHashMap<>();
    private final Map<String, Metadata> metadata = new TreeMap<>();

    private int lastSlot = -1;

    /** Type and help text of a metric, as exposition formats carry them. */
    public record Metadata(String type, String help) {}

    public SeriesStore(long startMillis, long intervalMillis) {
        this.startMillis = startMillis;
        this.intervalMillis = intervalMillis;
    }

    /** The series with these labels, begun at {@code slot} when it is new. */
    public Series series(Labels labels, int slot) {
        Series known = byLabels.get(labels);
        if (known == null) {
            known = new Series(this, labels, slot);
            byLabels.put(labels, known);
            byName.computeIfAbsent(labels.name(), name -> new ArrayList<>()).add(known);
        }
        return known;
    }

    public void describe(String metric, String type, String help) {
        metadata.put(metric, new Metadata(type, help));
    }

    public Map<String, Metadata> metadata() {
        return metadata;
    }

    /** All series that every matcher accepts. */
    public List<Series> select(List<Matcher> matchers) {
        List<Series> found = new ArrayList<>();
        for (Matcher matcher : matchers) {
            if (matcher.label().equals(Labels.NAME) && matcher.kind() == Matcher.Kind.EQUAL) {
                collect(byName.getOrDefault(matcher.value(), List.of()), matchers, found);
                return found;
            }
        }
        byName.values().forEach(group -> collect(group, matchers, found));
        return found;
    }

    private static void collect(List<Series> from, List<Matcher> matchers, List<Series> into) {
        for (Series series : from) {
            boolean all = true;
            for (Matcher matcher : matchers) {
                all &= matcher.matches(series.labels());
            }
            if (all) {
                into.add(series);
            }
        }
    }

    /** Says that everything up to this slot has been scraped. */
    public void scraped(int slot) {
        lastSlot = slot;
    }

    /** The last slot scraped; -1 before the first. */
    public int lastSlot() {
        return lastSlot;
    }

    public int size() {
        return byLabels.size();
    }

    public long interval() {
        return intervalMillis;
    }

    public long timeOf(int slot) {
        return startMillis + slot * intervalMillis;
    }

    /** The last slot at or before this time; negative before the start. */
    public int slotAt(long millis) {
        return (int)
                Math.clamp(
                        Math.floorDiv(millis - startMillis, intervalMillis),
                        -1_000_000_000L,
                        1_000_000_000L);
    }
}
