package io.sreagent.cli;

import picocli.CommandLine.Option;

/** The option {@code -o}, the same in every command that has it. */
public final class Shape {
    /** How an answer is printed. */
    public enum Format {
        TABLE,
        JSON
    }

    @Option(
            names = {"-o", "--output"},
            description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.",
            defaultValue = "TABLE")
    private Format format = Format.TABLE;

    public boolean isJson() {
        return format == Format.JSON;
    }
}
