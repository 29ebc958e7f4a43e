package io.sreagent.integrations.prometheus;

import io.sreagent.contract.text.Spelling;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Names that a mistyped or otherwise spelt one most likely means: a distance ({@link Spelling}) of
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
                .map(name -> new Near(name, Spelling.distance(name, wanted)))
                .filter(near -> near.distance() <= furthest)
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::name))
                .limit(most)
                .map(Near::name)
                .toList();
    }
}
