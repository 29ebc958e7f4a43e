package io.sreagent.simulator.metrics;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * An immutable set of labels, sorted by name; the metric's name is the label {@code __name__}. An
 * empty value is no label.
 */
public final class Labels implements Comparable<Labels> {
    public static final String NAME = "__name__";
    public static final Labels NONE = new Labels(new String[0]);

    private final String[] pairs; // name, value, name, value …
    private final int hash;

    private Labels(String[] pairs) {
        this.pairs = pairs;
        this.hash = Arrays.hashCode(pairs);
    }

    /** From name, value, name, value …, in any order. */
    public static Labels of(String... namesAndValues) {
        var sorted = new TreeMap<String, String>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            sorted.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return of(sorted);
    }

    public static Labels of(Map<String, String> labels) {
        var sorted = new TreeMap<>(labels);
        sorted.values().removeIf(String::isEmpty);
        var pairs = new String[sorted.size() * 2];
        int i = 0;
        for (var entry : sorted.entrySet()) {
            pairs[i++] = entry.getKey();
            pairs[i++] = entry.getValue();
        }
        return new Labels(pairs);
    }

    /** The value, or the empty string, which in PromQL is the same as no label. */
    public String get(String name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return "";
    }

    public String name() {
        return get(NAME);
    }

    public Labels with(String name, String value) {
        var map = toMap();
        map.put(name, value);
        return of(map);
    }

    public Labels withoutName() {
        return keeping(name -> !name.equals(NAME));
    }

    public Labels keepingOnly(Collection<String> names) {
        return keeping(names::contains);
    }

    /** Without these, and without the metric's name. */
    public Labels without(Collection<String> names) {
        return keeping(name -> !names.contains(name) && !name.equals(NAME));
    }

    private Labels keeping(Predicate<String> keep) {
        int kept = 0;
        var copy = new String[pairs.length];
        for (int i = 0; i < pairs.length; i += 2) {
            if (keep.test(pairs[i])) {
                copy[kept++] = pairs[i];
                copy[kept++] = pairs[i + 1];
            }
        }
        return kept == pairs.length ? this : new Labels(Arrays.copyOf(copy, kept));
    }

    public Map<String, String> toMap() {
        var map = new LinkedHashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels
                && hash == labels.hash
                && Arrays.equals(pairs, labels.pairs);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public int compareTo(Labels other) {
        return Arrays.compare(pairs, other.pairs);
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
