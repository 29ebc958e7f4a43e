package io.sreagent.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a handler answers: a whole body, or one that goes on while the client listens. */
public sealed interface Reply {
    ObjectMapper JSON = new ObjectMapper();

    record Whole(int code, String type, byte[] body) implements Reply {}

    record Streaming(String type, Body body) implements Reply {}

    /**
     * Writes until it has nothing more to say or the client is gone, which shows as {@code
     * IOException}.
     */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    static Reply json(int code, JsonNode body) {
        try {
            return new Whole(code, "application/json", JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON nodes can always be written", e);
        }
    }

    static Reply text(int code, String body) {
        return new Whole(code, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }
}
