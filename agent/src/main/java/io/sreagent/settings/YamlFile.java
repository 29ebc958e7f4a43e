package io.sreagent.settings;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A YAML file as dotted keys, each with its line. It reads nodes, not objects, because only nodes
 * know where they stand.
 */
final class YamlFile {
    /** A text and the line, from 1, of its key. */
    record Entry(String text, int line) {}

    /** Each can double what is walked; nobody needs many. */
    private static final int MOST_ALIASES = 16;

    private final String shown;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final List<String> mistakes;

    /** What the walk is inside of just now: an alias may lead back to it. */
    private final Set<Node> around = Collections.newSetFromMap(new IdentityHashMap<>());

    private YamlFile(String shown, List<String> mistakes) {
        this.shown = shown;
        this.mistakes = mistakes;
    }

    /**
     * @param shown the file's name in messages
     * @param mistakes gets {@code shown:line: …} for everything that cannot be read
     */
    static Map<String, Entry> read(Path file, String shown, List<String> mistakes) {
        YamlFile yaml = new YamlFile(shown, mistakes);
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(true); // Reported below, by line and all at once.
        options.setMaxAliasesForCollections(MOST_ALIASES);
        String text = "";
        try {
            text = Files.readString(file);
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root != null) {
                yaml.around.add(root);
                yaml.walk("", root);
            }
        } catch (MarkedYAMLException broken) {
            int line = broken.getProblemMark() == null ? 1 : broken.getProblemMark().getLine() + 1;
            mistakes.add(shown + ":" + line + ": not YAML: " + broken.getProblem());
        } catch (ReaderException character) {
            mistakes.add(
                    "%s:%d: not YAML: U+%04X may not stand in it"
                            .formatted(
                                    shown,
                                    lineOf(text, character.getPosition()),
                                    character.getCodePoint()));
        } catch (IOException | org.yaml.snakeyaml.error.YAMLException unreadable) {
            mistakes.add(shown + ": cannot be read: " + unreadable.getMessage());
        }
        return yaml.entries;
    }

    /** The line, from 1, of a place counted in code points. */
    private static int lineOf(String text, int place) {
        return (int) text.codePoints().limit(place).filter(c -> c == '\n').count() + 1;
    }

    private void walk(String key, Node node) {
        switch (node) {
            case MappingNode mapping -> {
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode name) {
                        String child =
                                key.isEmpty() ? name.getValue() : key + "." + name.getValue();
                        put(child, tuple.getValueNode(), line(name));
                    } else {
                        mistakes.add(at(tuple.getKeyNode()) + "a key must be a word");
                    }
                }
            }
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> {
                // An empty file, or only comments.
            }
            default -> mistakes.add(at(node) + "expected `key: value` here");
        }
    }

    private void put(String key, Node value, int line) {
        String text;
        switch (value) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> {
                return; // `key:` without a value says nothing, so the default holds.
            }
            case ScalarNode scalar -> text = scalar.getValue();
            case SequenceNode sequence -> text = joined(key, sequence);
            default -> {
                if (around.add(value)) {
                    walk(key, value);
                    around.remove(value);
                } else {
                    mistakes.add(shown + ":" + line + ": " + key + " contains itself");
                }
                return;
            }
        }
        Entry before = entries.put(key, new Entry(text, line));
        if (before != null) {
            mistakes.add(
                    shown + ":" + line + ": " + key + " is already set on line " + before.line());
        }
    }

    private String joined(String key, SequenceNode sequence) {
        List<String> texts = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue().replace(",", "\\,"));
            } else {
                mistakes.add(at(item) + key + " is a list of plain texts");
            }
        }
        return String.join(",", texts);
    }

    private String at(Node node) {
        return shown + ":" + line(node) + ": ";
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
