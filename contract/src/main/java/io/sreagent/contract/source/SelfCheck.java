package io.sreagent.contract.source;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A part that can say how it is doing, for {@code doctor}. */
public interface SelfCheck {

    /** Name for people, such as {@code prometheus}. */
    String name();

    /** What it found, most important first. Never throws: a part that cannot be reached says so. */
    List<Finding> check();

    /**
     * One thing it looked at.
     *
     * @param what such as {@code connection} or {@code indicator latency_p99}
     * @param well whether nothing needs to be done about it
     * @param detail what was seen, and the way out when it is not well
     */
    record Finding(String what, boolean well, String detail) {
        public Finding {
            requireNonNull(what, "what");
            requireNonNull(detail, "detail");
        }
    }
}
