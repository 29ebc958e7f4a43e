package io.sreagent.integrations.prometheus;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Names that a mistyped or otherwise spelt one most likely means: Levenshtein's distance (1966) of
 * at most a quarter of the name's length; nearest first. O(n · length²) for n names.
 */
final class NearNames {
    private static final int SHARE = 4;

    private NearNames() {}

    private record Near(String name, int distance) {}

    static List<String> to(String wanted, Collection<String> names, int most) {
        int furthest = wanted.length() / SHARE;
        return names.stream()
                .filter(name -> !name.equals(wanted))
                .filter(name -> Math.abs(name.length() - wanted.length()) <= furthest)
                .map(name -> new Near(name, distance(name, wanted)))
                .filter(near -> near.distance() <= furthest)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(most)
                .map(Near::name)
                .toList();
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
