package io.sreagent.integrations.kubernetes;

import org.jspecify.annotations.Nullable;

/** The API server did not answer, or not with what was asked for. The message carries both. */
final class ClusterTrouble extends Exception {
    private static final long serialVersionUID = 1L;

    private final String words;
    private final boolean neverSent;

    private final int status;

    ClusterTrouble(String words, boolean neverSent, @Nullable Throwable cause) {
        super(words, cause);
        this.words = words;
        this.neverSent = neverSent;
        this.status = 0;
    }

    /** The server answered, with this HTTP status. */
    ClusterTrouble(String words, int status, @Nullable Throwable cause) {
        super(words, cause);
        this.words = words;
        this.neverSent = false;
        this.status = status;
    }

    String words() {
        return words;
    }

    /** Whether the request surely did not reach the server, so that it surely had no effect. */
    boolean neverSent() {
        return neverSent;
    }

    /** The server does not know such objects at all. */
    boolean isUnknownKind() {
        return status == 404;
    }
}
