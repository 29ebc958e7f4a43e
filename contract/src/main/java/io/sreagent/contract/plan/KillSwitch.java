package io.sreagent.contract.plan;

import static java.util.Objects.requireNonNull;

/** A place where a person can stop every action at once. All of them are asked before each step. */
public interface KillSwitch {

    /** Name for people, such as {@code database} or {@code cluster}. */
    String name();

    /** Never throws: what cannot be read is {@link State.Unreadable}, and that means stop. */
    State read();

    /** What a switch says. */
    sealed interface State {
        /** Actions may go on. */
        record Released() implements State {}

        /** Stopped by someone. */
        record Engaged(String by, String reason) implements State {
            public Engaged {
                requireNonNull(by, "by");
                requireNonNull(reason, "reason");
            }
        }

        /** Nobody can tell, so it counts as engaged. */
        record Unreadable(String why) implements State {}
    }
}
