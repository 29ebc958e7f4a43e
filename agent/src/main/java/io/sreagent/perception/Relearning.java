package io.sreagent.perception;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;

/**
 * Whose turn it is to be learned anew from the source's history: all of them when somebody asks,
 * and each once a week where the history is two weeks or more; one a tick, so that no tick takes
 * long. A single week is not learned anew by itself: it cannot tell a holiday from a habit, and
 * what was learned before and has adapted since knows better. What did not come is asked for again
 * after ten minutes.
 */
final class Relearning {
    private static final Duration EVERY = Duration.ofDays(7);
    private static final Duration ENOUGH = Duration.ofDays(14);
    private static final Duration AGAIN = Duration.ofMinutes(10);

    private final Map<String, Instant> learnedAt = new HashMap<>();
    private final Map<String, Instant> again = new HashMap<>();
    private final boolean weekly;
    private Instant asked = Instant.MIN;

    /**
     * @param history how far back is learned from
     */
    Relearning(Duration history) {
        weekly = history.compareTo(ENOUGH) >= 0;
    }

    /** An indicator that is new is learned at once, which counts. */
    void begun(String indicator, Instant at) {
        learnedAt.putIfAbsent(indicator, at);
    }

    void learned(String indicator, Instant at) {
        learnedAt.put(indicator, at);
        again.remove(indicator);
    }

    /** Its history did not come: asked for again a little later. */
    void failed(String indicator, Instant at) {
        again.put(indicator, at.plus(AGAIN));
    }

    void ask(Instant at) {
        asked = at;
    }

    /** Of those whose turn it is and that are still there, the one that was learned first. */
    Optional<String> due(Instant at, Set<String> there) {
        learnedAt.keySet().retainAll(there);
        again.keySet().retainAll(there);
        return learnedAt.entrySet().stream()
                .filter(entry -> isDue(entry, at))
                .min(Entry.comparingByValue())
                .map(Entry::getKey);
    }

    /** How many indicators wait for their turn. */
    int waiting(Instant at) {
        return (int) learnedAt.entrySet().stream().filter(entry -> isDue(entry, at)).count();
    }

    private boolean isDue(Entry<String, Instant> one, Instant at) {
        Instant last = one.getValue();
        return last.isBefore(asked)
                || weekly && !at.isBefore(last.plus(EVERY))
                || !at.isBefore(again.getOrDefault(one.getKey(), Instant.MAX));
    }
}
