package io.sreagent.analysis.logs.session;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * The templates of one session in the order in which they were logged.
 *
 * @param id what joins its lines: a trace id, a block, a job
 */
public record Session(String id, List<String> templates) {
    public Session {
        requireNonNull(id, "id");
        templates = List.copyOf(templates);
    }
}
