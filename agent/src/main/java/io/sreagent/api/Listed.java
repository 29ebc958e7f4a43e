package io.sreagent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sreagent.incident.Page;
import io.sreagent.incident.Slice;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param nextCursor to be given back as {@code cursor} for the next page; absent on the last one
 * @param total how many there are on all pages
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Listed<T>(List<T> items, @Nullable String nextCursor, long total) {
    private static final int MOST = 200;

    public Listed {
        items = List.copyOf(items);
    }

    static <T> Listed<T> all(List<T> items) {
        return new Listed<>(items, null, items.size());
    }

    static <S, T> Listed<T> of(Slice<S> slice, Page page, Function<S, T> view) {
        int end = page.offset() + slice.items().size();
        String next = end < slice.total() ? "n" + end : null;
        return new Listed<>(slice.items().stream().map(view).toList(), next, slice.total());
    }

    /**
     * @param limit at most 200; more is refused rather than cut, so that nobody takes a part for
     *     the whole
     */
    static Page page(int limit, String cursor) {
        if (limit < 1 || limit > MOST)
            throw Problem.badRequest("limit is %d; it must be 1–%d".formatted(limit, MOST));
        if (cursor.isEmpty()) return new Page(0, limit);
        if (!cursor.matches("n\\d{1,9}"))
            throw Problem.badRequest("cursor '" + cursor + "' is not one that a list gave out");
        return new Page(Integer.parseInt(cursor.substring(1)), limit);
    }
}
