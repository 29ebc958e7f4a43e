package io.sreagent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Tells on standard error how far a big file has been read, at every twentieth of it. */
final class Progress implements LongConsumer {
    private static final long WORTH_TELLING = 64L << 20; // bytes; less is done before it is read

    private final PrintWriter err;
    private final String name;
    private final long size;
    private long next;

    private Progress(PrintWriter err, String name, long size) {
        this.err = err;
        this.name = name;
        this.size = size;
        next = size < WORTH_TELLING ? Long.MAX_VALUE : size / 20;
    }

    static Progress of(PrintWriter err, Path file) {
        long size;
        try {
            size = Files.size(file);
        } catch (IOException toldWhenOpened) {
            size = 0;
        }
        return new Progress(err, String.valueOf(file.getFileName()), size);
    }

    @Override
    public void accept(long read) {
        if (read < next) return;
        err.printf("%s  %d %% of %d MB%n", name, 100 * read / size, size >> 20);
        err.flush();
        next = read >= size ? Long.MAX_VALUE : read + size / 20;
    }

    /** What is wrong with a file, in words. */
    static String words(Path file, IOException thrown) {
        return file
                + ": "
                + switch (thrown) {
                    case NoSuchFileException missing -> "no such file";
                    case AccessDeniedException denied -> "may not be read";
                    case MalformedInputException broken -> "is not UTF-8";
                    default -> String.valueOf(thrown.getMessage());
                };
    }
}
