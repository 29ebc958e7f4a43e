package io.sreagent.contract.source;

import static java.util.Objects.requireNonNull;

import io.sreagent.contract.act.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What configuration objects held before. Platforms keep only the present content, so whoever
 * watched remembers.
 */
public interface ConfigHistory {

    /** What is known to have been in an object of this UID, newest first; empty when never seen. */
    List<Version> versions(Target object);

    /**
     * One content of one object.
     *
     * @param version the platform's own name for it: Kubernetes' {@code resourceVersion}
     * @param since when it became the content, as exactly as the platform tells
     * @param data key → text; never of secrets
     */
    record Version(Target object, String version, Instant since, Map<String, String> data) {
        public Version {
            requireNonNull(object, "object");
            requireNonNull(version, "version");
            requireNonNull(since, "since");
            data = Map.copyOf(data);
        }
    }

    /** Told of every content once, when it is first seen, so that a store can keep it. */
    interface Listener {
        void seen(Version version);
    }
}
