package io.sreagent.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.llm.Prose;
import io.sreagent.llm.Sentence;
import java.util.List;
import java.util.Locale;

/** Prose as the command line and the API answer it. */
final class ProseJson {
    private ProseJson() {}

    static ObjectNode of(Prose prose) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("path", prose.path().name().toLowerCase(Locale.ROOT));
        node.put("detail", prose.detail());
        node.put("struck", prose.struck());
        node.set("en", sentences(prose.en()));
        node.set("zh", sentences(prose.zh()));
        return node;
    }

    private static ArrayNode sentences(List<Sentence> sentences) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Sentence sentence : sentences) {
            ArrayNode rests = array.addObject().put("text", sentence.text()).putArray("rests");
            sentence.rests().forEach(rests::add);
        }
        return array;
    }
}
