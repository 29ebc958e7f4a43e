package io.sreagent.contract.yaml;

import io.sreagent.contract.text.Spelling;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A place in a YAML file that knows its line. Reading a value that is missing or wrong notes a
 * {@link Mistake} and goes on with a harmless stand-in, so that one pass finds them all; {@link
 * #done} throws if there was any.
 */
public final class YamlNode {
    private final String file;
    private final String path;
    private final @Nullable Node node;
    private final int line;
    private final List<Mistake> mistakes;

    private YamlNode(
            String file, String path, @Nullable Node node, int parentLine, List<Mistake> mistakes) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.line = node == null ? parentLine : node.getStartMark().getLine() + 1;
        this.mistakes = mistakes;
    }

    /**
     * Reads one document. Aliases that blow up, duplicate keys and broken syntax are mistakes like
     * any other.
     */
    public static YamlNode read(String file, String text) {
        List<Mistake> mistakes = new ArrayList<>();
        Node root = null;
        try {
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(20);
            root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null ? 0 : broken.getProblemMark().getLine() + 1;
            mistakes.add(new Mistake(file, line, "", "not YAML: " + broken.getProblem()));
        } catch (ReaderException character) {
            long line =
                    text.codePoints().limit(character.getPosition()).filter(c -> c == '\n').count()
                            + 1;
            String problem = "not YAML: U+%04X may not stand in it";
            mistakes.add(
                    new Mistake(file, (int) line, "", problem.formatted(character.getCodePoint())));
        } catch (YAMLException broken) {
            mistakes.add(new Mistake(file, 0, "", "not YAML: " + broken.getMessage()));
        }
        return new YamlNode(file, "", root, 1, mistakes);
    }

    public int line() {
        return line;
    }

    public boolean isPresent() {
        return node != null;
    }

    public void mistake(String problem) {
        mistakes.add(new Mistake(file, line, path, problem));
    }

    /** Throws when anything read so far, anywhere in the file, was wrong. */
    public void done() throws Mistakes {
        if (!mistakes.isEmpty()) throw new Mistakes(mistakes);
    }

    /**
     * The value under a key; where it is missing, a node that is not present and knows this node's
     * line.
     */
    public YamlNode at(String key) {
        YamlNode child = entries().get(key);
        return child != null ? child : new YamlNode(file, join(key), null, line, mistakes);
    }

    /**
     * All entries in file order; empty, with a mistake, when this is something else than a mapping.
     */
    public Map<String, YamlNode> entries() {
        Map<String, YamlNode> entries = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                    mistakeOnce("has a key that is no plain text");
                    continue;
                }
                String key = name.getValue();
                YamlNode child =
                        new YamlNode(file, join(key), tuple.getValueNode(), line, mistakes);
                if (entries.put(key, child) != null) child.mistakeOnce("stands here twice");
            }
        } else if (node != null) {
            mistakeOnce("must be a mapping (key: value)");
        }
        return entries;
    }

    /** All items; empty when missing; a mistake when this is something else than a list. */
    public List<YamlNode> items() {
        List<YamlNode> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                items.add(
                        new YamlNode(file, path + "[" + items.size() + "]", item, line, mistakes));
            }
        } else if (node != null) {
            mistakeOnce("must be a list");
        }
        return items;
    }

    /** Notes every key that is not among the known ones, with the nearest known name. */
    public YamlNode onlyKeys(String... known) {
        Set<String> names = Set.of(known);
        entries()
                .forEach(
                        (key, child) -> {
                            if (!names.contains(key))
                                child.mistake("unknown key" + nearest(key, known));
                        });
        return this;
    }

    public String text() {
        if (node == null) {
            mistake("is missing");
            return "";
        }
        if (node instanceof ScalarNode scalar) return scalar.getValue();
        mistake("must be a single value");
        return "";
    }

    public String text(String absent) {
        return node == null ? absent : text();
    }

    public int integer() {
        String text = text();
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException wrong) {
            if (node != null) mistake("'" + text + "' is not a whole number");
            return 1;
        }
    }

    public int integer(int absent) {
        return node == null ? absent : integer();
    }

    public double number() {
        String text = text();
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) return number;
        } catch (NumberFormatException wrong) {
            // told below
        }
        if (node != null) mistake("'" + text + "' is not a number");
        return 0;
    }

    public double number(double absent) {
        return node == null ? absent : number();
    }

    public boolean flag(boolean absent) {
        if (node == null) return absent;
        String text = text();
        if (text.equals("true") || text.equals("false")) return text.equals("true");
        mistake("'" + text + "' is neither true nor false");
        return absent;
    }

    public Duration duration() {
        String text = text();
        Optional<Duration> duration = Durations.parse(text);
        if (duration.isEmpty() && node != null) {
            mistake("'" + text + "' is not a duration such as 90s, 10m or 1h30m");
        }
        return duration.orElse(Duration.ofSeconds(1));
    }

    public Duration duration(Duration absent) {
        return node == null ? absent : duration();
    }

    /** One of an enumeration's names, written in lower case. */
    public <E extends Enum<E>> E oneOf(Class<E> type, E otherwise) {
        if (node == null) return otherwise;
        String text = text();
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) return constant;
        }
        StringBuilder names = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append(constant.name().toLowerCase(Locale.ROOT));
        }
        mistake("'" + text + "' is none of " + names);
        return otherwise;
    }

    private void mistakeOnce(String problem) {
        Mistake mistake = new Mistake(file, line, path, problem);
        if (!mistakes.contains(mistake)) mistakes.add(mistake);
    }

    private String join(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private static String nearest(String key, String... known) {
        String best = "";
        int least = 3; // further away is no slip of the finger
        for (String name : known) {
            int distance = Spelling.distance(key, name);
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        return best.isEmpty()
                ? "; known here: " + String.join(", ", known)
                : "; did you mean '" + best + "'?";
    }
}
