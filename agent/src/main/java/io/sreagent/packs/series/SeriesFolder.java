package io.sreagent.packs.series;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A folder of series, one file each, at any depth: {@code .csv}, {@code .tsv} and {@code .txt},
 * gzipped or not. Folders of answers ({@code test_label}, {@code labels}, …) are passed over.
 */
public final class SeriesFolder {
    private static final Set<String> KINDS = Set.of(".csv", ".tsv", ".txt");

    private final Path folder;

    public SeriesFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Names relative to the folder, without {@code .gz}, sorted.
     *
     * @throws IOException when the folder cannot be read
     */
    public List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .filter(SeriesFolder::isSeries)
                    .map(file -> plain(file.toString().replace('\\', '/')))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static boolean isSeries(Path file) {
        String name = plain(file.getFileName().toString().toLowerCase(Locale.ROOT));
        Path parent = file.getParent();
        boolean answers =
                parent != null && parent.toString().toLowerCase(Locale.ROOT).contains("label");
        return !answers && KINDS.stream().anyMatch(name::endsWith) && !name.startsWith("readme");
    }

    private static String plain(String name) {
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    /** The file of that name, or one of the same last name when the folder has just one such. */
    public Optional<String> alike(String name, List<String> names) {
        if (names.contains(name)) return Optional.of(name);
        String last = name.substring(name.lastIndexOf('/') + 1);
        List<String> same =
                names.stream()
                        .filter(n -> n.substring(n.lastIndexOf('/') + 1).equals(last))
                        .toList();
        return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
    }

    /**
     * @param name as {@link #names()} gives it
     * @throws IOException when it is not there or damaged
     * @throws IllegalArgumentException when it holds no numbers
     */
    public SeriesTable read(String name) throws IOException {
        Path plain = folder.resolve(name);
        Path file = Files.exists(plain) ? plain : folder.resolve(name + ".gz");
        try (InputStream bytes = Files.newInputStream(file);
                InputStream text = file.toString().endsWith(".gz") ? unzipped(bytes) : bytes;
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(text, lenient()))) {
            return SeriesReader.read(reader.readAllLines());
        }
    }

    private static InputStream unzipped(InputStream bytes) throws IOException {
        return new GZIPInputStream(bytes, 1 << 16);
    }

    private static java.nio.charset.CharsetDecoder lenient() {
        Charset utf8 = StandardCharsets.UTF_8;
        return utf8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
    }
}
