package io.sreagent.integrations.files;

import io.sreagent.analysis.fact.Resource;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that a pattern such as {@code /var/log/pods/{namespace}_{pod}_*}{@code /**}
 * means, and reads off their paths what they are about. Symbolic links are not followed.
 */
final class PathPattern {
    private static final Set<String> PARTS = Set.of("namespace", "service", "pod");
    private static final Pattern TOKEN =
            Pattern.compile("\\{([a-z]+)}|\\*\\*/?|\\*|\\?|[^*?{]+|\\{");

    /** What the controller and the kubelet add to a workload's name. */
    private static final Pattern POD_ENDING =
            Pattern.compile("-(?:[a-f0-9]{5,10}-[a-z0-9]{5}|[a-z0-9]{5}|[0-9]{1,4})$");

    /** A file and what it is about. */
    record Found(Path file, Resource about) {}

    private final String text;
    private final Path folder; // below which to look
    private final int depth;
    private final Pattern pattern;

    /**
     * @throws IllegalArgumentException when it names an unknown part or one of them twice
     */
    PathPattern(String text) {
        this.text = text;
        int wild = firstWild(text);
        int slash = text.lastIndexOf('/', wild);
        folder = Path.of(slash < 0 ? "." : slash == 0 ? "/" : text.substring(0, slash));
        String below = text.substring(slash + 1);
        depth = below.contains("**") ? 16 : (int) below.chars().filter(c -> c == '/').count() + 1;
        StringBuilder regex = new StringBuilder();
        Matcher token = TOKEN.matcher(below);
        while (token.find()) regex.append(regex(token.group(), token.group(1)));
        try {
            pattern = Pattern.compile(regex.toString());
        } catch (java.util.regex.PatternSyntaxException twice) {
            throw new IllegalArgumentException(
                    "log_files.paths: " + text + " names a part twice", twice);
        }
    }

    private static int firstWild(String text) {
        for (int i = 0; i < text.length(); i++) if ("*?{".indexOf(text.charAt(i)) >= 0) return i;
        return text.length() - 1;
    }

    private String regex(String token, @Nullable String part) {
        if (part != null) {
            if (!PARTS.contains(part)) {
                throw new IllegalArgumentException(
                        "log_files.paths: {%s} in %s; known are {namespace}, {service}, {pod}"
                                .formatted(part, text));
            }
            return "(?<" + part + ">[^/_]+)"; // the kubelet sets names apart by underscores
        }
        return switch (token) {
            case "**/" -> "(?:.*/)?";
            case "**" -> ".*";
            case "*" -> "[^/]*";
            case "?" -> "[^/]";
            default -> Pattern.quote(token);
        };
    }

    /**
     * The files there are now, at most so many.
     *
     * @throws IOException when the folder cannot be read
     */
    List<Found> files(int most) throws IOException {
        List<Found> found = new ArrayList<>();
        Files.walkFileTree(
                folder,
                EnumSet.noneOf(java.nio.file.FileVisitOption.class),
                depth,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile()) match(file, found);
                        return found.size() < most
                                ? FileVisitResult.CONTINUE
                                : FileVisitResult.TERMINATE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException unreadable)
                            throws IOException {
                        if (file.equals(folder)) throw unreadable;
                        return FileVisitResult.CONTINUE; // a folder of somebody else's
                    }
                });
        return found;
    }

    private void match(Path file, List<Found> found) {
        String below = folder.relativize(file).toString().replace('\\', '/');
        Matcher matcher = pattern.matcher(below);
        if (matcher.matches()) found.add(new Found(file, about(matcher)));
    }

    private Resource about(Matcher path) {
        String pod = part(path, "pod");
        String service = part(path, "service");
        if (service == null && pod != null) service = POD_ENDING.matcher(pod).replaceFirst("");
        return new Resource(null, part(path, "namespace"), service, pod, null, service);
    }

    private @Nullable String part(Matcher path, String name) {
        return pattern.namedGroups().containsKey(name) ? path.group(name) : null;
    }

    @Override
    public String toString() {
        return text;
    }
}
