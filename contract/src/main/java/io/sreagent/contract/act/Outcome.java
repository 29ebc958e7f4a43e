package io.sreagent.contract.act;

import java.time.Duration;

/** How an attempt ended. The type says whether to try again; callers cannot forget a case. */
public sealed interface Outcome {

    /** One line for people. */
    String detail();

    /** The effect is there. */
    record Done(String detail) implements Outcome {}

    /** The effect is not there, or not complete; asking again after a while may help. */
    record Retry(Duration after, String detail) implements Outcome {}

    /** The effect is not there and never will be. */
    record Refused(String detail) implements Outcome {}

    /** Nobody can tell whether the effect is there. It is never repeated; a person decides. */
    record Unknown(String detail) implements Outcome {}
}
