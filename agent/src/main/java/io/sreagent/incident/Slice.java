package io.sreagent.incident;

import java.util.List;

/**
 * One page of a longer list.
 *
 * @param total how many there are on all pages
 */
public record Slice<T>(List<T> items, long total) {
    public Slice {
        items = List.copyOf(items);
    }
}
