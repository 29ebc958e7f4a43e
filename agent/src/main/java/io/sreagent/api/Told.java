package io.sreagent.api;

import io.sreagent.incident.TimelineEvent;
import io.sreagent.incident.Timelines;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Which lines of all time lines one listener has been told of, so that each is told once.
 *
 * <p>A greatest number alone would not do: a line with a smaller one may be committed later and
 * would be left out. So the single numbers are kept, the greatest {@value #KEPT} of them; whatever
 * lies below those is taken to be told. Not for several threads.
 */
final class Told {
    private static final int KEPT = 2_000;

    private final Timelines timelines;
    private final TreeSet<Long> numbers = new TreeSet<>();
    private long floor = -1;

    /** All lines that are there now count as told. */
    Told(Timelines timelines) {
        this.timelines = timelines;
        timelines.last(KEPT).forEach(this::add);
    }

    /** The lines of an incident that were not told yet; from now on they are. */
    List<TimelineEvent> news(String incidentId) {
        List<TimelineEvent> news = new ArrayList<>();
        for (Timelines.Line line : timelines.after(incidentId, floor))
            if (add(line.number())) news.add(line.event());
        return news;
    }

    /** False when it was told before. */
    private boolean add(long number) {
        if (number <= floor || !numbers.add(number)) return false;
        if (numbers.size() > KEPT) floor = numbers.pollFirst();
        return true;
    }
}
