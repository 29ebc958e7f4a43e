package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.sreagent.analysis.fact.Change;
import io.sreagent.contract.act.FieldChange;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What changed between two pod templates, in words a person reads at a glance: images, environment,
 * resources, probes; the rest by its field's name. Secret-looking values are masked.
 */
final class TemplateWords {
    private static final int MOST = 400;

    private final List<String> words = new ArrayList<>();
    private boolean imageOrCode;
    private boolean settings;
    private boolean restartOnly = true;

    private TemplateWords() {}

    /** One line; empty when nothing of interest changed. */
    record Told(String line, Change.Kind kind) {}

    static Told between(JsonNode before, JsonNode after) {
        TemplateWords told = new TemplateWords();
        told.annotations(before.at("/metadata/annotations"), after.at("/metadata/annotations"));
        told.containers(before.path("spec"), after.path("spec"), "containers");
        told.containers(before.path("spec"), after.path("spec"), "initContainers");
        told.rest(before.path("spec"), after.path("spec"));
        String line = String.join("; ", told.words);
        Change.Kind kind =
                told.words.isEmpty() || told.restartOnly
                        ? Change.Kind.RESTART
                        : told.settings && !told.imageOrCode
                                ? Change.Kind.CONFIG
                                : Change.Kind.DEPLOY;
        return new Told(line.length() > MOST ? line.substring(0, MOST - 1) + "…" : line, kind);
    }

    private void annotations(JsonNode before, JsonNode after) {
        for (String name : names(before, after)) {
            if (before.path(name).equals(after.path(name))) continue;
            if (name.endsWith("/restartedAt") || name.equals(RolloutRestart.RESTARTED_AFTER)) {
                words.add("restarted");
            } else if (name.contains("checksum") || name.contains("config")) {
                say(name + " changed");
                settings = true;
            } else {
                say("annotation " + name + " changed");
            }
        }
    }

    private void containers(JsonNode before, JsonNode after, String list) {
        Map<String, JsonNode> old = byName(before.path(list));
        Map<String, JsonNode> fresh = byName(after.path(list));
        Set<String> all = new LinkedHashSet<>(old.keySet());
        all.addAll(fresh.keySet());
        for (String name : all) {
            JsonNode was = old.getOrDefault(name, MissingNode.getInstance());
            JsonNode is = fresh.getOrDefault(name, MissingNode.getInstance());
            if (was.isMissingNode()) {
                code("container " + name + " added (" + is.path("image").asText() + ")");
            } else if (is.isMissingNode()) {
                code("container " + name + " removed");
            } else {
                container(name, was, is, all.size() > 1);
            }
        }
    }

    private void container(String name, JsonNode before, JsonNode after, boolean several) {
        String of = several ? name + ": " : "";
        if (!before.path("image").equals(after.path("image"))) {
            code(
                    of
                            + "image "
                            + before.path("image").asText()
                            + " → "
                            + after.path("image").asText());
        }
        environment(of, byName(before.path("env")), byName(after.path("env")));
        for (String field : names(before, after)) {
            if (Set.of("image", "env", "name").contains(field)) continue;
            for (FieldChange change :
                    FieldDiff.between(field, before.path(field), after.path(field))) {
                say(of + change.path().replace('/', ' ') + " " + arrow(change));
                if (field.equals("envFrom")) settings = true;
                else imageOrCode |= Set.of("command", "args").contains(field);
            }
        }
    }

    private void environment(String of, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Set<String> all = new LinkedHashSet<>(before.keySet());
        all.addAll(after.keySet());
        for (String name : all) {
            JsonNode old = before.getOrDefault(name, MissingNode.getInstance());
            JsonNode fresh = after.getOrDefault(name, MissingNode.getInstance());
            if (old.equals(fresh)) continue;
            settings = true;
            say(of + "env " + name + " " + shown(name, old) + " → " + shown(name, fresh));
        }
    }

    private void rest(JsonNode before, JsonNode after) {
        for (String field : names(before, after)) {
            if (field.equals("containers") || field.equals("initContainers")) continue;
            for (FieldChange change :
                    FieldDiff.between(field, before.path(field), after.path(field))) {
                say(change.path().replace('/', ' ') + " " + arrow(change));
            }
        }
    }

    private void code(String text) {
        imageOrCode = true;
        say(text);
    }

    private void say(String text) {
        restartOnly = false;
        words.add(text);
    }

    private static String arrow(FieldChange change) {
        return inShort(change.path(), change.before())
                + " → "
                + inShort(change.path(), change.after());
    }

    private static String inShort(String name, @org.jspecify.annotations.Nullable String jsonText) {
        return jsonText == null ? "(none)" : Masked.value(name, jsonText.replace("\"", ""));
    }

    private static String shown(String name, JsonNode variable) {
        if (variable.isMissingNode()) return "(none)";
        JsonNode value = variable.path("value");
        if (!value.isMissingNode()) return Masked.value(name, value.asText());
        JsonNode from = variable.path("valueFrom");
        return from.isMissingNode() ? "(empty)" : Masked.line(from.toString().replace("\"", ""));
    }

    private static Map<String, JsonNode> byName(JsonNode list) {
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        for (JsonNode item : list) byName.put(item.path("name").asText(), item);
        return byName;
    }

    private static Set<String> names(JsonNode before, JsonNode after) {
        Set<String> names = new LinkedHashSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
