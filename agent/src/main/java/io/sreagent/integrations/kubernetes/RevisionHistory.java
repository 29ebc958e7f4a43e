package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The pod templates a workload had before, newest first. */
final class RevisionHistory {

    /** One revision and its template, without what the controller added to it. */
    record Revision(long number, JsonNode template) {}

    private RevisionHistory() {}

    static List<Revision> of(ApiServer api, LiveObject live) throws ClusterTrouble {
        List<Revision> revisions = new ArrayList<>();
        if (live.kind() == Kind.DEPLOYMENT) {
            for (JsonNode set : replicaSets(api, live)) {
                long number = set.at("/metadata/annotations").path(Rollouts.REVISION).asLong(0);
                JsonNode template = set.at("/spec/template").deepCopy();
                if (template.at("/metadata/labels") instanceof ObjectNode labels) {
                    labels.remove("pod-template-hash");
                }
                if (number > 0) revisions.add(new Revision(number, template));
            }
        } else {
            for (JsonNode kept : owned(api, Kind.CONTROLLER_REVISION, live)) {
                JsonNode template = kept.at("/data/spec/template").deepCopy();
                if (template instanceof ObjectNode object) object.remove("$patch");
                revisions.add(new Revision(kept.path("revision").asLong(0), template));
            }
        }
        revisions.sort(Comparator.comparingLong(Revision::number).reversed());
        return revisions;
    }

    static List<JsonNode> replicaSets(ApiServer api, LiveObject deployment) throws ClusterTrouble {
        return owned(api, Kind.REPLICA_SET, deployment);
    }

    private static List<JsonNode> owned(ApiServer api, Kind kind, LiveObject owner)
            throws ClusterTrouble {
        ApiServer.Reply reply = api.get(kind.path(owner.namespace()));
        if (!reply.isOk()) {
            throw new ClusterTrouble(
                    "The history of " + owner.target().id() + " cannot be read: " + reply.words(),
                    reply.status(),
                    null);
        }
        List<JsonNode> owned = new ArrayList<>();
        for (JsonNode item : reply.body().path("items")) {
            for (JsonNode reference : item.at("/metadata/ownerReferences")) {
                if (reference.path("uid").asText().equals(owner.uid())) owned.add(item);
            }
        }
        return owned;
    }
}
