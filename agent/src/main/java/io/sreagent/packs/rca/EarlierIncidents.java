package io.sreagent.packs.rca;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Trouble that was over before this case began. What was recorded meanwhile tells nothing of what
 * is normal.
 *
 * @param onsets rising
 */
record EarlierIncidents(List<Instant> onsets) {
    /** Most faults are taken back after five minutes, and one minute's average lags behind. */
    private static final Duration LASTS = Duration.ofMinutes(7);

    /** By then things are calm again, or the next could not have been told apart. */
    private static final Duration CALM_BEFORE_NEXT = Duration.ofMinutes(1);

    EarlierIncidents {
        onsets = List.copyOf(onsets);
    }

    /** Those of a day that began before the given one; it is the last of the list itself. */
    static EarlierIncidents before(Instant onset, List<Instant> all) {
        return new EarlierIncidents(
                all.stream().filter(each -> !each.isAfter(onset)).sorted().distinct().toList());
    }

    /** Whether an incident before the last one was going on at a time. */
    boolean cover(Instant time) {
        for (int i = 0; i + 1 < onsets.size(); i++) {
            Instant end = onsets.get(i).plus(LASTS);
            Instant calm = onsets.get(i + 1).minus(CALM_BEFORE_NEXT);
            if (calm.isBefore(end)) end = calm;
            if (!time.isBefore(onsets.get(i)) && time.isBefore(end)) return true;
        }
        return false;
    }
}
