package io.sreagent.incident;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a config map said at some time. Never a secret: those are not stored.
 *
 * @param data key → text
 */
public record ConfigSnapshot(
        String namespace,
        String name,
        String uid,
        String resourceVersion,
        Instant seenAt,
        Map<String, String> data) {
    public ConfigSnapshot {
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(uid, "uid");
        requireNonNull(resourceVersion, "resourceVersion");
        requireNonNull(seenAt, "seenAt");
        data = Collections.unmodifiableMap(new TreeMap<>(data));
    }
}
