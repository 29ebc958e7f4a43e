package io.sreagent.integrations.elastic;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.contract.source.LogSelector;
import io.sreagent.contract.source.LogSelector.Filter;
import io.sreagent.contract.source.LogSelector.Label;
import io.sreagent.contract.source.LogSelector.Search;
import java.util.ArrayList;
import java.util.List;

/**
 * A LogQL query in Elasticsearch's query language.
 *
 * <p>Labels become exact conditions. Line filters become conditions that every line they keep
 * fulfils, and others may too ({@link SoughtWords}): what comes back is filtered once more, so that
 * the answer is LogQL's to the letter whatever the index does to its texts. Filters of what must
 * not be there are left to that second look. Values are JSON strings and cannot become part of the
 * query.
 */
final class ElasticQuery {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ArrayNode must = JSON.arrayNode();
    private final ArrayNode mustNot = JSON.arrayNode();

    ElasticQuery(LogSelector selector, ElasticFields fields) {
        for (Label label : selector.labels()) add(label, fields);
        List<ElasticFields.Field> text = new ArrayList<>(fields.of("message"));
        text.addAll(fields.of("level"));
        for (Filter filter : selector.filters()) add(filter, text);
    }

    /** The same within a window. */
    ObjectNode between(String timeField, long startMillis, long endMillis) {
        ObjectNode query = JSON.objectNode();
        ObjectNode all = query.putObject("bool");
        ArrayNode filter = all.putArray("filter");
        filter.addObject()
                .putObject("range")
                .putObject(timeField)
                .put("gte", startMillis)
                .put("lt", endMillis)
                .put("format", "epoch_millis");
        filter.addAll(must);
        if (!mustNot.isEmpty()) all.set("must_not", mustNot);
        return query;
    }

    private void add(Label label, ElasticFields fields) {
        ArrayNode any = JSON.arrayNode();
        for (ElasticFields.Field field : fields.of(label.name())) any.add(condition(label, field));
        boolean wanted =
                label.operator() == LogSelector.Operator.IS
                        || label.operator() == LogSelector.Operator.LIKE;
        if (!wanted) mustNot.addAll(any);
        else must.add(anyOf(any)); // without a field of this part nothing fits
    }

    private static ObjectNode condition(Label label, ElasticFields.Field field) {
        ObjectNode node = JSON.objectNode();
        boolean regex =
                label.operator() == LogSelector.Operator.LIKE
                        || label.operator() == LogSelector.Operator.UNLIKE;
        if (regex && (label.value().equals(".+") || label.value().equals(".*"))) {
            node.putObject("exists").put("field", field.name());
        } else if (regex) {
            node.putObject("regexp").putObject(field.name()).put("value", label.value());
        } else if (field.whole()) {
            node.putObject("term").put(field.name(), label.value());
        } else {
            node.putObject("match_phrase").put(field.name(), label.value());
        }
        return node;
    }

    private void add(Filter filter, List<ElasticFields.Field> text) {
        if (filter.search() == Search.HAS) {
            for (String word : SoughtWords.in(filter.text())) {
                ArrayNode any = JSON.arrayNode();
                for (ElasticFields.Field field : text) any.add(has(field, word));
                must.add(anyOf(any));
            }
        } else if (filter.search() == Search.FINDS) {
            ArrayNode any = JSON.arrayNode();
            List<String> begins = SoughtWords.alternatives(filter.text());
            for (String word : begins) {
                for (ElasticFields.Field field : text) any.add(has(field, word));
            }
            if (!begins.isEmpty()) must.add(anyOf(any));
        }
    }

    private static ObjectNode has(ElasticFields.Field field, String word) {
        ObjectNode node = JSON.objectNode();
        node.putObject("wildcard")
                .putObject(field.name())
                .put("value", "*" + word + "*")
                .put("case_insensitive", true);
        return node;
    }

    private static ObjectNode anyOf(ArrayNode conditions) {
        ObjectNode node = JSON.objectNode();
        if (conditions.isEmpty()) {
            node.putObject("match_none");
            return node;
        }
        node.putObject("bool").put("minimum_should_match", 1).set("should", conditions);
        return node;
    }
}
