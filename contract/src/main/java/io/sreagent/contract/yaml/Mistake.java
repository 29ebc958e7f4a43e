package io.sreagent.contract.yaml;

import static java.util.Objects.requireNonNull;

/**
 * One thing wrong with a file.
 *
 * @param line from 1; 0 when the whole file is meant
 * @param key dotted path, empty for the file itself
 */
public record Mistake(String file, int line, String key, String problem) {
    public Mistake {
        requireNonNull(file, "file");
        requireNonNull(key, "key");
        requireNonNull(problem, "problem");
    }

    /**
     * {@code playbooks/scale.yaml:12: steps[0].timeout: '5 parsecs' is not a duration such as 90s,
     * 10m or 2h}.
     */
    @Override
    public String toString() {
        return file + ":" + line + ": " + (key.isEmpty() ? "" : key + ": ") + problem;
    }
}
