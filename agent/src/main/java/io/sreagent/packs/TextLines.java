package io.sreagent.packs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Lines of a text file of a folder, gzipped or not, whichever is there. UTF-8. */
public final class TextLines {

    private final Path folder;

    public TextLines(Path folder) {
        this.folder = folder;
    }

    /**
     * @param name with or without {@code .gz}
     * @throws IllegalArgumentException when it is not there or cannot be read
     */
    public List<String> of(String name) {
        Path plain = folder.resolve(name);
        Path zipped = folder.resolve(name + ".gz");
        Path file = !Files.exists(plain) && Files.exists(zipped) ? zipped : plain;
        try (InputStream bytes = open(file);
                BufferedReader text =
                        new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))) {
            return text.readAllLines();
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no " + file, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
    }
}
