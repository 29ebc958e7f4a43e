package io.sreagent.incident;

import java.time.Duration;
import java.time.Instant;

/**
 * One piece of work that is due.
 *
 * @param name the kind of work, as registered
 * @param id what it is about, as scheduled
 * @param data text that was scheduled with it
 * @param dueAt when it was to run
 * @param failures how many attempts in a row have failed so far
 */
public record Job(String name, String id, String data, Instant dueAt, int failures) {

    /**
     * Does the work. It may be called again after a crash, whatever it had done by then, so it
     * looks before it acts. What it throws is logged, and it is called again later.
     */
    @FunctionalInterface
    public interface Handler {
        Next run(Job job) throws Exception;
    }

    /** What is to become of the job. */
    public sealed interface Next {

        /** It is over. */
        record Finished() implements Next {}

        /** The same job runs again after this while. */
        record Again(Duration after) implements Next {
            public Again {
                if (after.isNegative() || after.isZero())
                    throw new IllegalArgumentException("again after " + after);
            }
        }
    }

    public static Next finished() {
        return new Next.Finished();
    }

    public static Next again(Duration after) {
        return new Next.Again(after);
    }
}
