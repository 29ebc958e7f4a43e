package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Label and field selectors, as query parameters and as objects carry them. */
public final class Selector {
    private static final Pattern SET =
            Pattern.compile("\\s*([\\w./-]+)\\s+(in|notin)\\s*\\(([^)]*)\\)\\s*");
    private static final Pattern EQUALS =
            Pattern.compile("\\s*([\\w./-]+)\\s*(==|=|!=)\\s*([\\w.:/-]*)\\s*");
    private static final Pattern EXISTS = Pattern.compile("\\s*(!?)\\s*([\\w./-]+)\\s*");

    private Selector() {}

    /** From text such as {@code app=a,tier in (x,y),!old}; 400 when it cannot be read. */
    public static Predicate<JsonNode> labels(String text) {
        List<Predicate<JsonNode>> all = new ArrayList<>();
        for (String part : text.split(",(?![^(]*\\))")) {
            if (!part.isBlank()) {
                all.add(requirement(part));
            }
        }
        return object -> all.stream().allMatch(p -> p.test(object));
    }

    private static Predicate<JsonNode> requirement(String part) {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            List<String> values = List.of(set.group(3).trim().split("\\s*,\\s*"));
            boolean in = set.group(2).equals("in");
            return o ->
                    in == (has(o, set.group(1)) && values.contains(Tree.label(o, set.group(1))));
        }
        Matcher equals = EQUALS.matcher(part);
        if (equals.matches()) {
            boolean wanted = !equals.group(2).equals("!=");
            return o ->
                    wanted
                            == (has(o, equals.group(1))
                                    && Tree.label(o, equals.group(1)).equals(equals.group(3)));
        }
        Matcher exists = EXISTS.matcher(part);
        if (exists.matches()) {
            return o -> has(o, exists.group(2)) == exists.group(1).isEmpty();
        }
        throw ApiException.badRequest("unable to parse requirement: found '%s'".formatted(part));
    }

    private static boolean has(JsonNode object, String label) {
        return object.path("metadata").path("labels").has(label);
    }

    /** From text such as {@code metadata.name=a,status.phase!=Running}. */
    public static Predicate<JsonNode> fields(String text) {
        List<Predicate<JsonNode>> all = new ArrayList<>();
        for (String part : text.split(",")) {
            if (part.isBlank()) {
                continue;
            }
            Matcher equals = EQUALS.matcher(part);
            if (!equals.matches()) {
                throw ApiException.badRequest(
                        "invalid selector: '%s'; can't understand '%s'".formatted(text, part));
            }
            String path = equals.group(1).replace('.', '/');
            boolean wanted = !equals.group(2).equals("!=");
            all.add(o -> wanted == Tree.text(o, path).equals(equals.group(3)));
        }
        return object -> all.stream().allMatch(p -> p.test(object));
    }

    /**
     * From a {@code selector} field with matchLabels and matchExpressions; an empty one selects
     * everything.
     */
    public static Predicate<JsonNode> of(JsonNode selector) {
        List<Predicate<JsonNode>> all = new ArrayList<>();
        selector.path("matchLabels")
                .properties()
                .forEach(
                        e ->
                                all.add(
                                        o ->
                                                has(o, e.getKey())
                                                        && Tree.label(o, e.getKey())
                                                                .equals(e.getValue().asText())));
        for (JsonNode expression : selector.path("matchExpressions")) {
            String label = expression.path("key").asText();
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(v -> values.add(v.asText()));
            all.add(
                    switch (expression.path("operator").asText()) {
                        case "In" -> o -> has(o, label) && values.contains(Tree.label(o, label));
                        case "NotIn" ->
                                o -> !has(o, label) || !values.contains(Tree.label(o, label));
                        case "Exists" -> o -> has(o, label);
                        default -> o -> !has(o, label);
                    });
        }
        return object -> all.stream().allMatch(p -> p.test(object));
    }

    /** The plain label map of a Service's selector; an empty one selects nothing. */
    public static Predicate<JsonNode> ofService(JsonNode selector) {
        return selector.isEmpty()
                ? o -> false
                : o ->
                        selector.properties().stream()
                                .allMatch(
                                        e ->
                                                Tree.label(o, e.getKey())
                                                        .equals(e.getValue().asText()));
    }
}
