package io.sreagent.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.analysis.fact.LogLine;
import java.util.Locale;

/** Found lines as the API answers them. */
public final class FoundJson {
    private FoundJson() {}

    public static ObjectNode of(LogSearch.Found found) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("query", found.query());
        node.put("source", found.source());
        node.put("from", found.ask().from().toString());
        node.put("until", found.ask().until().toString());
        node.put("wanted", found.ask().want().name().toLowerCase(Locale.ROOT));
        found.ask().understood().forEach(node.putArray("understood")::add);
        node.put("count", found.count());
        node.put("cut", found.cut());
        ArrayNode lines = node.putArray("lines");
        for (LogLine line : found.lines()) {
            lines.add(line(line));
        }
        ArrayNode groups = node.putArray("groups");
        found.groups()
                .forEach(
                        group ->
                                groups.addObject()
                                        .put("name", group.name())
                                        .put("count", group.count())
                                        .put("example", group.example()));
        ArrayNode changes = node.putArray("changes");
        found.changes()
                .forEach(words -> changes.addObject().put("en", words.en()).put("zh", words.zh()));
        found.troubles().forEach(node.putArray("troubles")::add);
        return node;
    }

    /** One line. */
    public static ObjectNode line(LogLine line) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("time", line.time().toString())
                .put("resource", line.resource().id())
                .put("severity", line.severity().name().toLowerCase(Locale.ROOT))
                .put("message", line.message())
                .put("trace_id", line.traceId())
                .put("position", line.position());
    }
}
