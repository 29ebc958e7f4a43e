package io.sreagent.integrations.prometheus;

import java.util.Map;
import java.util.TreeMap;

/**
 * The query whose answer is exactly one of the series that a query answers with, so that every
 * number shown can be asked for again.
 *
 * <p>{@code (q) and on (namespace, service) label_replace(label_replace(vector(1), "namespace",
 * "shop", "", ""), "service", "checkout", "", "")}: a vector that carries the series' labels
 * filters any expression, where adding matchers would need to take it apart.
 */
final class ExactQuery {
    private ExactQuery() {}

    static String of(String query, Map<String, String> labels) {
        Map<String, String> sorted = new TreeMap<>(labels);
        sorted.remove("__name__");
        if (sorted.isEmpty()) return query;
        String filter = "vector(1)";
        for (var label : sorted.entrySet()) {
            filter =
                    "label_replace(%s, \"%s\", %s, \"\", \"\")"
                            .formatted(filter, label.getKey(), literal(label.getValue()));
        }
        return "(%s) and on (%s) %s".formatted(query, String.join(", ", sorted.keySet()), filter);
    }

    /** A dollar begins a group's name in a replacement. */
    private static String literal(String value) {
        return PromqlText.quoted(value.replace("$", "$$"));
    }
}
