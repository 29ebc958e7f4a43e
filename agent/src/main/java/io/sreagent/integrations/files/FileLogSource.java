package io.sreagent.integrations.files;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogSelector;
import io.sreagent.contract.source.LogSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lines out of files on this machine, such as those of a node's pods or of a service without a log
 * store. JSON, logfmt, klog, CSV, syslog, access logs and plain text, gzip too; whatever the file's
 * size, only the stretch asked for is read. Without paths it is silent.
 *
 * <p>Queries are LogQL's, of the labels {@code namespace}, {@code service}, {@code pod}, {@code
 * level} and {@code filename}; what a line tells of itself wins over what its path tells.
 */
@Singleton
public final class FileLogSource implements LogSource {
    private static final int MOST_FILES = 500;

    private final List<PathPattern> patterns;
    private final ZoneId zone;

    @Inject
    public FileLogSource(FileLogSettings settings) {
        patterns =
                settings.paths().orElse(List.of()).stream()
                        .map(String::strip)
                        .filter(path -> !path.isEmpty())
                        .map(PathPattern::new)
                        .toList();
        try {
            zone = ZoneId.of(settings.zone());
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "log_files.zone: '" + settings.zone() + "' is no time zone", unknown);
        }
    }

    @Override
    public String name() {
        return "files";
    }

    @Override
    public boolean isSetUp() {
        return !patterns.isEmpty();
    }

    @Override
    public boolean isStore() {
        return isSetUp();
    }

    @Override
    public Map<String, String> labelNames() {
        return Map.of(
                "namespace", "namespace", "service", "service", "pod", "pod", "any", "filename");
    }

    @Override
    public Set<String> services() {
        return files(new ArrayList<>()).stream()
                .map(found -> found.about().service())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    @Override
    public Answer<List<LogLine>> lines(Resource of, Instant from, Instant until, int limit) {
        if (!isSetUp() || of.name() == null) return Answer.complete(List.of());
        return read(from, until, limit, about -> true, line -> isOf(line.resource(), of));
    }

    /** A part that the files do not tell is no contradiction, but the name must be told. */
    private static boolean isOf(Resource line, Resource wanted) {
        boolean space =
                wanted.namespace() == null
                        || line.namespace() == null
                        || wanted.namespace().equals(line.namespace());
        boolean named =
                wanted.pod() != null
                        ? wanted.pod().equals(line.pod())
                        : Objects.equals(wanted.name(), line.service());
        return space && named;
    }

    @Override
    public Answer<List<LogLine>> query(String logQl, Instant from, Instant until, int limit) {
        if (!isSetUp()) return Answer.missing(List.of(), "log_files.paths is not set");
        LogSelector selector = LogSelector.parse(logQl);
        return read(
                from,
                until,
                limit,
                found -> selector.selectsIfKnown("filename", found.file().toString()),
                line -> selector.selects(labels(line)) && selector.keeps(line.message()));
    }

    private static Map<String, String> labels(LogLine line) {
        Map<String, String> labels = new HashMap<>();
        String position = line.position();
        labels.put("filename", position.substring(0, position.lastIndexOf(':')));
        labels.put("level", line.severity().name().toLowerCase(Locale.ROOT));
        put(labels, "namespace", line.resource().namespace());
        put(labels, "service", line.resource().service());
        put(labels, "pod", line.resource().pod());
        return labels;
    }

    private static void put(Map<String, String> labels, String name, @Nullable String value) {
        if (value != null) labels.put(name, value);
    }

    private Answer<List<LogLine>> read(
            Instant from,
            Instant until,
            int limit,
            Predicate<PathPattern.Found> files,
            Predicate<LogLine> keeps) {
        List<String> troubles = new ArrayList<>();
        List<LogLine> newest = new ArrayList<>();
        for (PathPattern.Found found : files(troubles)) {
            if (!files.test(found)) continue;
            try {
                FileWindow.Lines lines = FileWindow.read(found, zone, from, until, limit, keeps);
                for (LogLine line : lines.newest()) newest.add(placed(line));
                if (lines.cut()) {
                    troubles.add(
                            "%s: only the newest %d MiB of this time were read"
                                    .formatted(found.file(), FileWindow.MOST_BYTES >> 20));
                }
                if (lines.untimed() > 0) {
                    troubles.add(
                            "%s: %,d lines tell no time; theirs is that of the line before"
                                    .formatted(found.file(), lines.untimed()));
                }
            } catch (IOException unreadable) {
                troubles.add(found.file() + " cannot be read: " + unreadable.getMessage());
            }
            newest.sort(Comparator.comparing(LogLine::time));
            if (newest.size() > limit) newest.subList(0, newest.size() - limit).clear();
        }
        return new Answer<>(List.copyOf(newest), troubles);
    }

    /** Numbers of lines count from where reading began: file and time find it again. */
    private static LogLine placed(LogLine line) {
        String position = line.position();
        return new LogLine(
                line.time(),
                line.resource(),
                line.severity(),
                line.message(),
                line.traceId(),
                "file:" + position.substring(0, position.lastIndexOf(':')) + " " + line.time());
    }

    /** All files that are meant; each once. */
    List<PathPattern.Found> files(List<String> troubles) {
        Map<java.nio.file.Path, PathPattern.Found> files = new java.util.LinkedHashMap<>();
        for (PathPattern pattern : patterns) {
            try {
                List<PathPattern.Found> found = pattern.files(MOST_FILES);
                if (found.isEmpty()) troubles.add("log_files.paths: no file is like " + pattern);
                if (found.size() == MOST_FILES) {
                    troubles.add(
                            "log_files.paths: %s means more than %d files; the rest is left out"
                                    .formatted(pattern, MOST_FILES));
                }
                for (PathPattern.Found each : found) files.putIfAbsent(each.file(), each);
            } catch (IOException unreadable) {
                troubles.add("log_files.paths: " + pattern + " cannot be read: " + unreadable);
            }
        }
        return List.copyOf(files.values());
    }
}
