package io.sreagent.perception;

import io.sreagent.analysis.detect.Tier1;
import io.sreagent.analysis.fact.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The many series of one indicator that are evidence at best: a seasonal score each by {@link
 * Tier1}, 1.4 KB and nanoseconds instead of half a megabyte and microseconds. Who is raised here is
 * looked at closely, for as long as that lasts.
 *
 * <p>Series that come together make a block, whose scores begin with the history they come with. A
 * block is dropped when nobody of it has been there for hours.
 */
final class Crowd {
    /** Strange from so many robust standard deviations on; what follows is the close look's. */
    private static final double THRESHOLD = 4;

    private static final double FLOOR = 0.01;
    private static final Duration FORGOTTEN_AFTER = Duration.ofHours(6);

    private final int ticksPerDay;
    private final List<Block> blocks = new ArrayList<>();
    private final Map<String, Block> blockOf = new HashMap<>();

    Crowd(Duration step) {
        ticksPerDay = (int) (Duration.ofDays(1).toMillis() / step.toMillis());
    }

    int size() {
        return blockOf.size();
    }

    boolean holds(String metricId) {
        return blockOf.containsKey(metricId);
    }

    /** Whether it is strange enough for a close look. */
    boolean isRaised(String metricId) {
        Block block = blockOf.get(metricId);
        return block != null && block.isRaised(metricId);
    }

    /**
     * Takes in newcomers.
     *
     * @param ids of all of them
     * @param history what is known of them, on one grid; some may have none
     */
    void join(List<String> ids, List<Series> history, Instant now) {
        List<String> fresh = ids.stream().filter(id -> !holds(id)).distinct().toList();
        if (fresh.isEmpty()) return;
        Block block = new Block(fresh, ticksPerDay, now);
        block.live(history);
        blocks.add(block);
        fresh.forEach(id -> blockOf.put(id, block));
    }

    /**
     * Takes the samples of one tick.
     *
     * @param values by metric id; who is not there has no value
     * @return ids of all that are raised after it
     */
    Set<String> take(Instant now, Map<String, Double> values) {
        Set<String> raised = new HashSet<>();
        for (Block block : blocks) block.take(now, values, raised);
        blocks.removeIf(
                block -> {
                    boolean gone = block.lastSeen.isBefore(now.minus(FORGOTTEN_AFTER));
                    if (gone) block.ids.forEach(blockOf::remove);
                    return gone;
                });
        return raised;
    }

    /** Series that came together. */
    private static final class Block {
        private final List<String> ids;
        private final Map<String, Integer> places = new HashMap<>();
        private final Tier1 tier1;
        private final double[] values;
        private Instant lastSeen;

        Block(List<String> ids, int ticksPerDay, Instant now) {
            this.ids = ids;
            for (int i = 0; i < ids.size(); i++) places.put(ids.get(i), i);
            tier1 = new Tier1(ids.size(), ticksPerDay, THRESHOLD, FLOOR);
            values = new double[ids.size()];
            lastSeen = now;
        }

        boolean isRaised(String id) {
            Integer place = places.get(id);
            return place != null && tier1.raised(place);
        }

        /** Lives through a past, all series a moment. */
        void live(List<Series> history) {
            if (history.isEmpty()) return;
            Series first = history.getFirst();
            for (int t = 0; t < first.length(); t++) {
                Arrays.fill(values, Double.NaN);
                Instant time = first.timeOf(t);
                for (Series series : history) {
                    Integer place = places.get(series.metric().id());
                    int at = series.indexAt(time);
                    if (place != null && at >= 0) values[place] = series.values()[at];
                }
                tier1.tick(time.getEpochSecond(), values, changed -> {});
            }
        }

        void take(Instant now, Map<String, Double> fresh, Set<String> raised) {
            for (int i = 0; i < values.length; i++) {
                values[i] = fresh.getOrDefault(ids.get(i), Double.NaN);
                if (!Double.isNaN(values[i])) lastSeen = now;
            }
            tier1.tick(now.getEpochSecond(), values, changed -> {});
            for (int i = 0; i < values.length; i++) if (tier1.raised(i)) raised.add(ids.get(i));
        }
    }
}
