package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;

/** All objects of a kind, in every namespace. */
interface ClusterView {

    /**
     * What there is now. A kind that this cluster does not have, or that we may not read, is a
     * trouble like any other.
     */
    <T extends HasMetadata> List<T> all(Class<T> kind) throws ClusterTrouble;

    /** The same for a kind that some clusters do not have: they have none of it. */
    default <T extends HasMetadata> List<T> allIfKnown(Class<T> kind) throws ClusterTrouble {
        try {
            return all(kind);
        } catch (ClusterTrouble trouble) {
            if (trouble.isUnknownKind()) return List.of();
            throw trouble;
        }
    }
}
