package io.sreagent.incident;

import static java.util.Objects.requireNonNull;

/**
 * Something the world outside is to be told.
 *
 * @param key unique for ever; goes with the message, so that a receiver recognises a repeat
 * @param topic what sort of message, such as {@code incident}
 * @param payload JSON text
 */
public record Message(String key, String topic, String payload) {
    public Message {
        requireNonNull(key, "key");
        requireNonNull(topic, "topic");
        requireNonNull(payload, "payload");
    }
}
