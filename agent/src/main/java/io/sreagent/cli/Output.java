package io.sreagent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where results go: a file, closed at the end, or the terminal, only flushed. */
final class Output implements AutoCloseable {
    private final PrintWriter writer;
    private final boolean owned;

    private Output(PrintWriter writer, boolean owned) {
        this.writer = writer;
        this.owned = owned;
    }

    static Output to(@Nullable Path file, PrintWriter otherwise) throws IOException {
        if (file == null) return new Output(otherwise, false);
        return new Output(
                new PrintWriter(Files.newBufferedWriter(file, StandardCharsets.UTF_8)), true);
    }

    PrintWriter writer() {
        return writer;
    }

    /**
     * @throws IOException when something could not be written, such as on a full disk
     */
    @Override
    public void close() throws IOException {
        writer.flush();
        boolean failed = writer.checkError(); // a PrintWriter keeps silent otherwise
        if (owned) writer.close();
        if (failed) throw new IOException("could not be written completely");
    }
}
