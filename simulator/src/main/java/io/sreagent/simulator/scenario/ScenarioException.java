package io.sreagent.simulator.scenario;

import java.util.List;

/**
 * A scenario file that cannot be: every problem with file, line and key, one per line of the
 * message.
 */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    public ScenarioException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** One line per problem: {@code file:line: key: what is wrong}. */
    public List<String> problems() {
        return problems;
    }
}
