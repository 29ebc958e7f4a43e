package io.sreagent.integrations.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.util.StringJoiner;

/** A workload's selector as the API takes it in a query. */
final class Selectors {
    private Selectors() {}

    /** {@code ?labelSelector=…}. */
    static String query(JsonNode selector) {
        StringJoiner terms = new StringJoiner(",");
        for (var label : selector.path("matchLabels").properties()) {
            terms.add(label.getKey() + "=" + label.getValue().asText());
        }
        for (JsonNode expression : selector.path("matchExpressions")) {
            String key = expression.path("key").asText();
            StringJoiner values = new StringJoiner(",", "(", ")");
            expression.path("values").forEach(value -> values.add(value.asText()));
            terms.add(
                    switch (expression.path("operator").asText()) {
                        case "In" -> key + " in " + values;
                        case "NotIn" -> key + " notin " + values;
                        case "DoesNotExist" -> "!" + key;
                        default -> key;
                    });
        }
        return "?labelSelector=" + URLEncoder.encode(terms.toString(), UTF_8);
    }
}
