package io.sreagent.incident;

/** Which part of a list is wanted. */
public record Page(int offset, int limit) {
    public static final int MOST = 1000;

    public Page {
        if (offset < 0) throw new IllegalArgumentException("offset " + offset + " is negative");
        if (limit < 1 || limit > MOST)
            throw new IllegalArgumentException("limit " + limit + " is not in 1–" + MOST);
    }

    public static Page first(int limit) {
        return new Page(0, limit);
    }
}
