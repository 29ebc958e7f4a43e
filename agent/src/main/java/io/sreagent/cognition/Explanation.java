package io.sreagent.cognition;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.finding.Words;
import io.sreagent.llm.Prose;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis in a model's words, and one thing more that it wanted looked at. Beside the
 * diagnosis, never in it: neither changes a confidence, an order or an action.
 *
 * @param cause id of the candidate that is explained
 * @param check what the model proposed and what came of it; null when it proposed nothing
 */
public record Explanation(String cause, Prose prose, @Nullable Checked check) {
    public Explanation {
        requireNonNull(cause, "cause");
        requireNonNull(prose, "prose");
    }

    /**
     * A look that a model proposed and this program took.
     *
     * @param by which model
     * @param what was looked at
     * @param found what there was to see, counted here
     * @param query to see it again
     */
    public record Checked(String by, Words what, Words found, String query) {}
}
