package io.sreagent.simulator.clock;

import java.util.PriorityQueue;

/**
 * What will happen, in order of simulated time; what shares an instant happens in the order it was
 * scheduled. Times are milliseconds since the epoch. Not thread-safe: the world's lock guards it.
 */
public final class Timeline {
    private record Entry(long at, long order, Runnable what) {}

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(
                    (a, b) ->
                            a.at != b.at
                                    ? Long.compare(a.at, b.at)
                                    : Long.compare(a.order, b.order));
    private long now;
    private long order;

    public Timeline(long now) {
        this.now = now;
    }

    public long now() {
        return now;
    }

    /** Schedules; what lies in the past happens at once when time next moves. */
    public void at(long millis, Runnable what) {
        entries.add(new Entry(Math.max(millis, now), order++, what));
    }

    public void in(long millis, Runnable what) {
        at(now + millis, what);
    }

    /** Runs everything due up to and including {@code until}; then it is that time. */
    public void advance(long until) {
        for (Entry next = entries.peek(); next != null && next.at <= until; next = entries.peek()) {
            entries.remove();
            now = next.at;
            next.what.run();
        }
        now = Math.max(now, until);
    }
}
