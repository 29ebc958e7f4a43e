package io.sreagent.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One commit point of an incident's life.
 *
 * <p>A life is made of points that bring it on, each of which means something of its own, and of
 * points that come again and again while it waits: a job is picked and finds nothing to do, an
 * anomaly joins, the diagnosis is made anew, a step is claimed to be looked at. Two of the latter
 * find the same things committed and the same effects done if nothing brought the life on between
 * them, so that killing at the first of them says what killing at the second would.
 *
 * @param name such as {@code effect:before}
 * @param count which of that name it is, from 1
 * @param stage the point that brought life on last, with its count
 */
record KillPoint(String name, int count, String stage) {
    static final String FIRST = "incident:open";
    static final String LAST = "incident:resolved";

    /** Whatever is not named here brings the life on, a point nobody has thought of yet too. */
    private static final Set<String> COMES_AGAIN =
            Set.of(
                    "job:monitor.tick:picked",
                    "job:incident:picked",
                    "job:incident:folded",
                    // Telling people goes on beside the life and changes nothing in it.
                    "job:outbox:picked",
                    "outbox:delivered",
                    "incident:joined",
                    "config:seen",
                    "baseline:kept",
                    "incident:diagnosis",
                    "step:claim");

    /** The points from the one that opens the incident to the one that resolves it. */
    static List<KillPoint> life(List<String> passed) {
        int first = passed.indexOf(FIRST);
        int last = passed.indexOf(LAST);
        if (first < 0 || last < first)
            throw new IllegalArgumentException("no incident was opened and resolved: " + passed);
        List<KillPoint> life = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        String stage = "";
        for (int i = 0; i <= last; i++) {
            String name = passed.get(i);
            int count = counts.merge(name, 1, Integer::sum);
            if (!COMES_AGAIN.contains(name)) stage = name + "#" + count;
            if (i >= first) life.add(new KillPoint(name, count, stage));
        }
        return life;
    }

    /** The first of each name: every transaction that there is, once. */
    static List<KillPoint> distinct(List<KillPoint> life) {
        Map<String, KillPoint> first = new LinkedHashMap<>();
        for (KillPoint point : life) first.putIfAbsent(point.name, point);
        return List.copyOf(first.values());
    }

    /** As {@code SRE_AGENT_KILL_AT} takes it. */
    String at() {
        return name + "#" + count;
    }

    @Override
    public String toString() {
        return at().equals(stage) ? stage : at() + " after " + stage;
    }
}
