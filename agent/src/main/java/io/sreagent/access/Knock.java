package io.sreagent.access;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a request before anybody knows whose it is.
 *
 * @param manner what the request can do to us
 * @param host the server as the caller calls it, with port where one was said; null when unsaid
 * @param origin the page that sent it, as browsers say; null from programs
 * @param authorization the header of that name
 * @param cookie what came in {@link Doorkeeper#COOKIE}
 */
public record Knock(
        Manner manner,
        @Nullable String host,
        @Nullable String origin,
        @Nullable String authorization,
        @Nullable String cookie) {

    /** What a request can do, and who could read the answer. */
    public enum Manner {
        /** Reads; a browser keeps the answer from pages of other sites. */
        READS(true, false),
        /** Changes something. */
        CHANGES(false, true),
        /**
         * Opens a WebSocket: reads, but a browser lets every page read what comes in and sends the
         * cookie along, so that it is looked at like a change.
         */
        LISTENS(true, true);

        private final boolean reading;
        private final boolean ownPagesOnly;

        Manner(boolean reading, boolean ownPagesOnly) {
            this.reading = reading;
            this.ownPagesOnly = ownPagesOnly;
        }

        boolean isReading() {
            return reading;
        }

        boolean isForOwnPagesOnly() {
            return ownPagesOnly;
        }
    }

    /** The token that came along; empty when something else came in its place. */
    @Nullable String secret() {
        if (authorization == null) return cookie;
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : "";
    }

    /** Without the token, which would otherwise be in every log. */
    @Override
    public String toString() {
        return "%s at %s from %s".formatted(manner, host, origin);
    }
}
