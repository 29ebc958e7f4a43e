package io.sreagent.analysis.logs.finding;

import java.util.Arrays;

/**
 * Lines by hour for one template, in the order of the hours. Two arrays in place of a map, as a
 * baseline keeps a million of them. Cost: appending is one comparison, a look-up a binary search.
 */
final class HourCounts {
    private long[] hours = new long[2]; // rising
    private long[] lines = new long[2];
    private int size;

    int size() {
        return size;
    }

    /** About what it takes in memory, with its place in a map. */
    long bytes() {
        return 160 + 24L * size;
    }

    void add(long hour, long more) {
        int at = size > 0 && hours[size - 1] < hour ? -size - 1 : find(hour);
        if (at >= 0) {
            lines[at] += more;
            return;
        }
        int place = -at - 1;
        if (size == hours.length) {
            hours = Arrays.copyOf(hours, size + Math.max(2, size / 2));
            lines = Arrays.copyOf(lines, hours.length);
        }
        System.arraycopy(hours, place, hours, place + 1, size - place);
        System.arraycopy(lines, place, lines, place + 1, size - place);
        hours[place] = hour;
        lines[place] = more;
        size++;
    }

    void addAll(HourCounts other) {
        for (int i = 0; i < other.size; i++) add(other.hours[i], other.lines[i]);
    }

    /** Lines in an hour; 0 where there were none. */
    long in(long hour) {
        int at = find(hour);
        return at < 0 ? 0 : lines[at];
    }

    void forgetBefore(long oldest) {
        int at = find(oldest);
        int gone = at < 0 ? -at - 1 : at;
        if (gone == 0) return;
        size -= gone;
        System.arraycopy(hours, gone, hours, 0, size);
        System.arraycopy(lines, gone, lines, 0, size);
        if (size < hours.length / 2) {
            hours = Arrays.copyOf(hours, Math.max(2, size));
            lines = Arrays.copyOf(lines, hours.length);
        }
    }

    private int find(long hour) {
        return Arrays.binarySearch(hours, 0, size, hour);
    }
}
