package io.sreagent.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.yaml.Mistake;
import io.sreagent.contract.yaml.Mistakes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * All playbooks of a folder. A file that is changed is read again; one with mistakes keeps its last
 * good version and is told once per change, so that a slip of the pen neither stops the program nor
 * goes unseen.
 */
@Singleton
public final class PlaybookLibrary {
    private static final Logger LOG = Logger.getLogger(PlaybookLibrary.class);

    /** Where playbooks are. */
    @ConfigMapping(prefix = "playbooks", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface Settings {
        /** Folder with one YAML file per playbook. */
        @WithDefault("playbooks")
        Path path();
    }

    private record Known(String text, Optional<Playbook> playbook) {}

    private final Path folder;
    private final PlaybookFile reader;
    private final Map<String, Known> known = new LinkedHashMap<>();

    public PlaybookLibrary(Settings settings, @io.quarkus.arc.All List<Executor> executors) {
        this.folder = settings.path();
        this.reader = new PlaybookFile(executors);
    }

    /** All usable playbooks as the folder has them now, in the order of their names. */
    public synchronized List<Playbook> playbooks() {
        refresh();
        return known.values().stream().flatMap(entry -> entry.playbook().stream()).toList();
    }

    /**
     * Reads the whole folder once and throws with every mistake in it: for start-up and {@code
     * doctor}.
     */
    public void check() throws Mistakes {
        if (!Files.isDirectory(folder)) {
            String where = folder.toAbsolutePath().toString();
            throw new Mistakes(
                    List.of(new Mistake(where, 0, "playbooks.path", "there is no such folder")));
        }
        List<Mistake> mistakes = new ArrayList<>();
        for (Path file : files()) {
            try {
                reader.read(file.toString(), idOf(file), Files.readString(file));
            } catch (Mistakes wrong) {
                mistakes.addAll(wrong.all());
            } catch (IOException unreadable) {
                mistakes.add(
                        new Mistake(
                                file.toString(),
                                0,
                                "",
                                "cannot be read: " + unreadable.getMessage()));
            }
        }
        if (!mistakes.isEmpty()) throw new Mistakes(mistakes);
    }

    private void refresh() {
        List<Path> files = files();
        known.keySet().removeIf(id -> files.stream().noneMatch(file -> idOf(file).equals(id)));
        for (Path file : files) {
            try {
                String text = Files.readString(file);
                Known last = known.get(idOf(file));
                if (last == null || !last.text().equals(text))
                    known.put(idOf(file), read(file, text, last));
            } catch (IOException unreadable) {
                LOG.warnf(
                        "Playbook %s cannot be read (%s); its last good version stays",
                        file, unreadable.getMessage());
            }
        }
    }

    private Known read(Path file, String text, @org.jspecify.annotations.Nullable Known last) {
        try {
            return new Known(text, Optional.of(reader.read(file.toString(), idOf(file), text)));
        } catch (Mistakes wrong) {
            LOG.errorf("Playbook not taken over:\n%s", wrong.getMessage());
            return new Known(text, last == null ? Optional.empty() : last.playbook());
        }
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        } catch (IOException missing) {
            LOG.warnf(
                    "No playbooks: folder %s cannot be listed (playbooks.path)",
                    folder.toAbsolutePath());
            return List.of();
        }
    }

    private static String idOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - ".yaml".length());
    }
}
