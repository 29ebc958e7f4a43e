package io.sreagent.analysis.logs.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges patterns of different lengths that become one when a run of values counts as one value, or
 * a word with a port as an address.
 *
 * <p>{@code delete blk_1} and {@code delete blk_1 blk_2 blk_3} are one statement with a list.
 * Numbers in a row are often fields of their own ({@code init 1 -2}), so for them one of the runs
 * must have at least three. A word and a port ({@code wpad:80}) only shorten when the same
 * statement was seen with an address there.
 */
final class Shortening {
    private static final int LONG_RUN = 3;

    private final Pattern pattern;
    private final List<Integer> kept = new ArrayList<>(); // first place of each shortened token
    private boolean convincing; // a run that is a list beyond doubt
    private boolean address;

    private Shortening(Pattern pattern) {
        this.pattern = pattern;
        int place = 0;
        while (place < pattern.length()) {
            kept.add(place);
            place = addressEnd(place);
        }
    }

    private int addressEnd(int place) {
        boolean address =
                pattern.kind[place] < Token.PUNCTUATION
                        && place + 2 < pattern.length()
                        && (place == 0 || pattern.gap[place])
                        && isMark(place + 1, ':')
                        && pattern.kind[place + 2] == VariableType.NUMBER.kind()
                        && !pattern.gap[place + 1]
                        && !pattern.gap[place + 2]
                        && (place + 3 == pattern.length() || pattern.gap[place + 3]);
        if (!address) return runEnd(place);
        this.address = true;
        return place + 3;
    }

    private int runEnd(int place) {
        if (!pattern.variable(place)) return place + 1;
        int end = place + 1;
        int values = 1;
        boolean numbers = isNumber(place);
        while (end < pattern.length()) {
            int next = isMark(end, ',') && !pattern.gap[end] ? end + 1 : end;
            if (next >= pattern.length() || !pattern.variable(next) || !pattern.gap[next]) break;
            numbers |= isNumber(next);
            values++;
            end = next + 1;
        }
        if (values >= LONG_RUN || values == 2 && !numbers) convincing = true;
        return end;
    }

    private boolean isNumber(int place) {
        return pattern.kind[place] == VariableType.NUMBER.kind()
                || pattern.kind[place] == VariableType.QUANTITY.kind();
    }

    private boolean isMark(int place, char mark) {
        return pattern.kind[place] == Token.PUNCTUATION && pattern.hash[place] == (mark | 0x100L);
    }

    private boolean whole() {
        return kept.size() == pattern.length();
    }

    private boolean shortened(int index) {
        int next = index + 1 < kept.size() ? kept.get(index + 1) : pattern.length();
        return next - kept.get(index) > 1;
    }

    private long hash() {
        long hash = kept.size();
        for (int i = 0; i < kept.size(); i++) {
            hash = Bytes.mix(hash, shortened(i) ? 0 : pattern.hash[kept.get(i)]);
        }
        return hash;
    }

    private Pattern shorter() {
        if (whole()) return pattern;
        boolean[] list = new boolean[kept.size()];
        for (int i = 0; i < list.length; i++) list[i] = shortened(i);
        return pattern.shortened(kept.stream().mapToInt(Integer::intValue).toArray(), list);
    }

    /** The patterns after merging; the list itself is left alone. */
    static List<Pattern> merge(List<Pattern> patterns, Consolidator.Merged told) {
        Map<Long, List<Shortening>> groups = new LinkedHashMap<>();
        Map<Pattern, Pattern> replaced = new HashMap<>();
        for (Pattern pattern : patterns) {
            Shortening shortening = new Shortening(pattern);
            groups.computeIfAbsent(shortening.hash(), key -> new ArrayList<>()).add(shortening);
        }
        List<Pattern> gone = new ArrayList<>();
        for (List<Shortening> group : groups.values()) {
            if (!oneStatement(group)) continue;
            Column column = new Column(0);
            for (Shortening member : group) column.add(member.pattern);
            Pattern eldest = column.eldest();
            Pattern merged = null;
            for (Shortening member : group) {
                if (member.pattern == eldest) merged = member.shorter();
            }
            for (Shortening member : group) {
                if (member.pattern == eldest || merged == null) continue;
                merged.absorb(member.shorter());
                told.into(member.pattern.id, eldest.id);
                gone.add(member.pattern);
            }
            if (merged != null) replaced.put(eldest, merged);
        }
        var without = new java.util.HashSet<>(gone);
        List<Pattern> result = new ArrayList<>();
        for (Pattern pattern : patterns) {
            if (!without.contains(pattern)) result.add(replaced.getOrDefault(pattern, pattern));
        }
        return result;
    }

    private static boolean oneStatement(List<Shortening> group) {
        if (group.size() < 2) return false;
        boolean lengthsDiffer = false;
        boolean list = false;
        boolean single = false;
        boolean address = false;
        for (Shortening member : group) {
            lengthsDiffer |= member.pattern.length() != group.getFirst().pattern.length();
            list |= member.convincing;
            single |= member.whole();
            address |= member.address;
        }
        return lengthsDiffer && (address ? single : list);
    }
}
