package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.sreagent.analysis.fact.Change;
import io.sreagent.contract.act.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * That Secrets were written, and when. Only their metadata is asked for: no value ever enters this
 * process. Where the account may not even see that, nothing is missing: it is not needed.
 */
final class SecretWrites {
    private static final KubernetesSerialization OBJECTS = new KubernetesSerialization();

    private final ApiServer api;

    SecretWrites(ApiServer api) {
        this.api = api;
    }

    List<ObservedChanges.Observed> observed(List<String> troubles) {
        List<ObservedChanges.Observed> writes = new ArrayList<>();
        try {
            ApiServer.Reply reply = api.getMetadata(Kind.SECRET.everywhere());
            // A server that ignores the request for metadata alone would send values: not read.
            if (!reply.isOk()
                    || !reply.body().path("kind").asText().equals("PartialObjectMetadataList")) {
                return writes;
            }
            for (JsonNode item : reply.body().path("items")) {
                ObjectMeta meta = OBJECTS.convertValue(item.path("metadata"), ObjectMeta.class);
                Optional<Instant> written = Times.written(meta, "f:data");
                if (written.isPresent()
                        && written.get().isAfter(Times.created(meta).plusSeconds(1))) {
                    writes.add(
                            new ObservedChanges.Observed(
                                    written.get(),
                                    new Target(
                                            "Secret",
                                            meta.getNamespace(),
                                            meta.getName(),
                                            meta.getUid()),
                                    Change.Kind.CONFIG,
                                    "secret " + meta.getName() + ": written"));
                }
            }
        } catch (ClusterTrouble trouble) {
            troubles.add(trouble.words());
        }
        return writes;
    }
}
