package io.sreagent.cli;

import io.sreagent.logs.LogFile;
import io.sreagent.logs.TemplateListing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Mines a file's templates and tells each line's. */
@Command(
        name = "templates",
        description = "The template of every line, as CSV: line,template_id,template.",
        footer = {
            "",
            "Memory does not grow with the file; while it runs, a temporary file takes 16 bytes a"
                    + " line. Gzip and Zstandard are read as they are."
        })
public final class LogTemplatesCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "A log, compressed or not.")
    private Path file = Path.of("");

    @Option(
            names = "--raw-lines",
            description = "Every line is one message without a header: nothing is taken off it.")
    private boolean rawLines;

    @Option(names = "--out", paramLabel = "FILE", description = "Default: standard output.")
    private @Nullable Path to;

    @Override
    public Integer call() {
        Progress progress = Progress.of(spec.commandLine().getErr(), file);
        try (Output output = Output.to(to, spec.commandLine().getOut())) {
            PrintWriter out = output.writer();
            new TemplateListing().write(new LogFile(file, progress), rawLines, out);
        } catch (IOException unreadable) {
            throw new Failure(Exit.USAGE, Progress.words(file, unreadable));
        }
        return Exit.OK;
    }
}
