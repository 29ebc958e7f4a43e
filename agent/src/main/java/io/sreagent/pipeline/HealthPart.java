package io.sreagent.pipeline;

import static java.util.Objects.requireNonNull;

/** A part of the program that can say how it is. One class per part; the container finds it. */
public interface HealthPart {

    /** Such as {@code database}. */
    String name();

    /** Never throws and answers within two seconds; a part that cannot tell is down. */
    Report report();

    /** How a part is, worst last. */
    enum Level {
        UP,
        /** Works, but answers may be incomplete. */
        DEGRADED,
        DOWN
    }

    /**
     * @param detail one line for people
     */
    record Report(Level level, String detail) {
        public Report {
            requireNonNull(level, "level");
            requireNonNull(detail, "detail");
        }
    }
}
