package io.sreagent.action;

import java.time.Duration;

/** How far a step came. The type says what to do next. */
public sealed interface Progress {

    /** One line for people. */
    String detail();

    /** Ask again after a while. */
    record Waiting(Duration after, String detail) implements Progress {}

    /** The effect is complete; or, when undoing, the values from before are back. */
    record Finished(String detail) implements Progress {}

    /**
     * It did not work.
     *
     * @param leftSomething whether an effect began that may be undone
     */
    record Failed(boolean leftSomething, String detail) implements Progress {}

    /** The world is no longer what was decided upon; nothing was done. */
    record Voided(String detail) implements Progress {}

    /** Nobody can tell whether the effect is there; it is never repeated, a person decides. */
    record Unclear(String detail) implements Progress {}
}
