package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the change log.
 *
 * @param before the object before it changed; null when it was added
 */
public record Change(
        long version,
        Kind kind,
        ResourceType type,
        ObjectNode object,
        @Nullable ObjectNode before) {
    /** The event types of a watch. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }
}
