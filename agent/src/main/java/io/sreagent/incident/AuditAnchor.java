package io.sreagent.incident;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the chain's hashes stand outside the database: one line {@code sequence hash} for each
 * record in a file that is only appended to, and the same in the log. Without it, whoever can write
 * the database could cut off the end of the chain, or build it anew.
 *
 * <p>Written after the commit; a crash in between leaves a record without its anchor, never an
 * anchor without its record. Several processes may append to one file.
 */
@Singleton
public class AuditAnchor {

    /** Where the anchors are. */
    @ConfigMapping(prefix = "audit", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface Settings {
        /** Best on another machine or a write-once volume. */
        @WithDefault("./data/audit.anchor")
        String anchorFile();
    }

    private static final Logger log = Logger.getLogger("io.sreagent.audit");

    private final Path file;
    private final Deque<String> unwritten = new ArrayDeque<>();
    private volatile @Nullable String trouble;

    @Inject
    public AuditAnchor(Settings settings) {
        this(Path.of(settings.anchorFile()));
    }

    public AuditAnchor(Path file) {
        this.file = file;
    }

    /**
     * Why anchors cannot be written; while it stands, nothing may be acted upon. Asked for, it
     * looks again: what waits for it writes no record that would.
     */
    public synchronized Optional<String> trouble() {
        if (trouble != null) flush();
        return Optional.ofNullable(trouble);
    }

    synchronized void write(AuditRecord record) {
        log.infof("audit anchor %d %s", record.sequence(), record.hash());
        unwritten.add(record.sequence() + " " + record.hash() + "\n");
        flush();
        if (trouble != null) log.error(trouble);
    }

    /** Trouble is over when every line stands, not when the file can be opened again. */
    private void flush() {
        try {
            while (!unwritten.isEmpty()) {
                // What a failed attempt has left of a line must not be continued by the next.
                append((trouble == null ? "" : "\n") + unwritten.getFirst());
                unwritten.removeFirst();
            }
            trouble = null;
        } catch (IOException e) {
            trouble =
                    "audit anchor %s cannot be written: %s. Actions stop until it can (audit.anchor_file)."
                            .formatted(file, e);
        }
    }

    /** Sequence → hash of all that was anchored. */
    Map<Long, String> read() throws IOException {
        Map<Long, String> anchors = new TreeMap<>();
        if (!Files.exists(file)) return anchors;
        try (var lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                int space = line.indexOf(' ');
                // The last line may have been cut short by a crash; the record itself is judged by
                // the chain then.
                if (space < 1 || line.length() != space + 1 + 64) continue;
                anchors.put(Long.valueOf(line.substring(0, space)), line.substring(space + 1));
            }
        }
        return anchors;
    }

    private void append(String line) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
    }
}
