package io.sreagent.analysis.logs.session;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * p-values for one trait of a session by how common the trait is among normal ones.
 *
 * <p>p(x) = (1 + number of normal sessions whose trait is at most as common as x) / (n + 1), where
 * a normal session does not count itself: the conformal p-value of Vovk et al. (2005) with
 * frequency as conformity. Valid whatever the distribution: where nearly every session has a trait
 * of its own, being unique is normal and p is near 1. Cost: one look-up and one binary search.
 */
final class Rarity {
    private final Map<Long, Integer> times = new HashMap<>();
    private int[] others = new int[0]; // of each normal session, how many others share its trait

    Rarity(long[] traits) {
        for (long trait : traits) times.merge(trait, 1, Integer::sum);
        others = new int[traits.length];
        for (int i = 0; i < traits.length; i++) others[i] = times.getOrDefault(traits[i], 1) - 1;
        Arrays.sort(others);
    }

    double pValue(long trait) {
        int known = times.getOrDefault(trait, 0);
        int atMost = 0; // first place beyond all that are at most as common
        int high = others.length;
        while (atMost < high) {
            int middle = (atMost + high) >>> 1;
            if (others[middle] <= known) atMost = middle + 1;
            else high = middle;
        }
        return (1.0 + atMost) / (others.length + 1.0);
    }

    boolean knows(long trait) {
        return times.containsKey(trait);
    }
}
