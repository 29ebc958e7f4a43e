package io.sreagent.simulator.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One mapping of a YAML file that remembers where each key stands and which were asked for, so that
 * every mistake can be told with its line, and a key nobody asked for is a mistake too.
 */
final class Section {
    private final String file;
    private final String path; // "faults[0]."
    private final int line;
    private final List<String> problems;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    Section(String file, String path, Node node, List<String> problems) {
        this.file = file;
        this.path = path;
        this.line = lineOf(node);
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key =
                        tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                if (entries.put(key, tuple) != null) {
                    problem(tuple.getKeyNode(), key, "is there twice");
                }
            }
        } else {
            problems.add(
                    "%s:%d: %s: must be a mapping of keys to values"
                            .formatted(file, line, trimmed(path)));
        }
    }

    private static int lineOf(Node node) {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    private static String trimmed(String path) {
        return path.isEmpty() ? "file" : path.substring(0, path.length() - 1);
    }

    boolean has(String key) {
        return node(key) != null;
    }

    /** The first of these keys that is there. */
    String oneOf(String... keys) {
        for (String key : keys) {
            if (has(key)) {
                return key;
            }
        }
        return keys[0];
    }

    private @Nullable Node node(String key) {
        asked.add(key);
        NodeTuple tuple = entries.get(key);
        return tuple == null || tuple.getValueNode().getTag().equals(Tag.NULL)
                ? null
                : tuple.getValueNode();
    }

    /** The text of a scalar exactly as it stands in the file: 017 stays 017. */
    Optional<String> text(String key) {
        Node node = node(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue().trim());
        }
        problem(node, key, "must be a single value");
        return Optional.empty();
    }

    /** A value read by {@code reader}; what it throws becomes a problem with this key's line. */
    <T> Optional<T> value(String key, Function<String, T> reader) {
        Optional<String> text = text(key);
        try {
            return text.map(reader);
        } catch (IllegalArgumentException e) {
            problem(key, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    Optional<Integer> integer(String key, int least) {
        return value(
                key,
                text -> {
                    double v = Quantity.number(text);
                    if (v != Math.rint(v) || v < least || v > Integer.MAX_VALUE) {
                        throw new IllegalArgumentException(
                                "must be a whole number from " + least + ", not " + text);
                    }
                    return (int) v;
                });
    }

    <E extends Enum<E>> Optional<E> word(String key, Class<E> type) {
        return value(
                key,
                text -> {
                    for (E constant : type.getEnumConstants()) {
                        if (wire(constant)
                                .equals(text.toLowerCase(Locale.ROOT).replace('-', '_'))) {
                            return constant;
                        }
                    }
                    throw new IllegalArgumentException(
                            "'%s' is not known; one of %s".formatted(text, words(type)));
                });
    }

    private static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> String words(Class<E> type) {
        List<String> words = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            words.add(wire(constant));
        }
        return String.join(", ", words);
    }

    Optional<Section> section(String key) {
        Node node = node(key);
        return node == null
                ? Optional.empty()
                : Optional.of(new Section(file, path + key + ".", node, problems));
    }

    /** Whether the value is a scalar, rather than a list or a mapping. */
    boolean isText(String key) {
        return node(key) instanceof ScalarNode;
    }

    boolean isList(String key) {
        return node(key) instanceof SequenceNode;
    }

    /**
     * The mappings of a list; a scalar item becomes a mapping with that value under {@code
     * shortKey}.
     */
    List<Section> list(String key, String shortKey) {
        Node node = node(key);
        List<Section> sections = new ArrayList<>();
        if (node == null) {
            return sections;
        }
        if (!(node instanceof SequenceNode sequence)) {
            problem(node, key, "must be a list");
            return sections;
        }
        int i = 0;
        for (Node item : sequence.getValue()) {
            String itemPath = "%s%s[%d].".formatted(path, key, i++);
            sections.add(
                    new Section(
                            file,
                            itemPath,
                            item instanceof ScalarNode ? wrapped(shortKey, item) : item,
                            problems));
        }
        return sections;
    }

    private static Node wrapped(String key, Node item) {
        Node name =
                new ScalarNode(
                        Tag.STR,
                        key,
                        item.getStartMark(),
                        item.getEndMark(),
                        org.yaml.snakeyaml.DumperOptions.ScalarStyle.PLAIN);
        return new MappingNode(
                Tag.MAP,
                true,
                List.of(new NodeTuple(name, item)),
                item.getStartMark(),
                item.getEndMark(),
                org.yaml.snakeyaml.DumperOptions.FlowStyle.FLOW);
    }

    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        list(key, "value").forEach(item -> item.text("value").ifPresent(texts::add));
        return texts;
    }

    /** All keys with their plain values; lists are joined with commas. */
    Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        entries.forEach(
                (key, tuple) -> {
                    asked.add(key);
                    if (tuple.getValueNode() instanceof ScalarNode scalar) {
                        all.put(key, scalar.getValue().trim());
                    } else if (tuple.getValueNode() instanceof SequenceNode sequence) {
                        List<String> parts = new ArrayList<>();
                        sequence.getValue()
                                .forEach(
                                        n ->
                                                parts.add(
                                                        n instanceof ScalarNode s
                                                                ? s.getValue()
                                                                : "?"));
                        all.put(key, String.join(",", parts));
                    } else {
                        problem(key, "must be a single value");
                    }
                });
        return all;
    }

    <T> T required(String key, Optional<T> value, T otherwise) {
        if (value.isEmpty() && !has(key)) {
            problem(key, "is missing");
        }
        return value.orElse(otherwise);
    }

    void problem(String key, String what) {
        NodeTuple tuple = entries.get(key);
        problems.add(
                "%s:%d: %s%s: %s"
                        .formatted(
                                file,
                                tuple == null ? line : lineOf(tuple.getKeyNode()),
                                path,
                                key,
                                what));
    }

    private void problem(Node node, String key, String what) {
        problems.add("%s:%d: %s%s: %s".formatted(file, lineOf(node), path, key, what));
    }

    /** Every key nobody asked for is a problem. Call when everything has been asked. */
    void done() {
        for (String key : entries.keySet()) {
            if (!asked.contains(key)) {
                problem(key, "is not a key here; known: " + String.join(", ", asked));
            }
        }
    }
}
