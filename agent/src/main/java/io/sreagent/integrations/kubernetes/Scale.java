package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.PreviewRefused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Sets how many pods a workload has. Refused where an autoscaler decides that. */
@Singleton
public final class Scale extends FieldExecutor {
    private static final int MOST = 1000;

    @Inject
    public Scale(KubernetesConnection connection) {
        super(connection, Set.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET));
    }

    @Override
    public String tool() {
        return "kubernetes.scale";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter(
                        "replicas", Parameter.Type.INTEGER, false, "how many pods, at least 1"),
                new Parameter(
                        "by",
                        Parameter.Type.INTEGER,
                        false,
                        "how many more, or with a minus fewer"),
                new Parameter("max", Parameter.Type.INTEGER, false, "never more than this"));
    }

    @Override
    List<FieldChange> wanted(LiveObject live, Arguments arguments)
            throws PreviewRefused, ClusterTrouble {
        List<JsonNode> autoscalers =
                Autoscalers.aimedAt(api, Kind.AUTOSCALER, live, "/spec/scaleTargetRef");
        if (!autoscalers.isEmpty()) {
            throw new PreviewRefused(
                    "/spec/replicas of %s is owned by hpa/%s. Change its bounds instead."
                            .formatted(
                                    live.target().id(),
                                    autoscalers.getFirst().at("/metadata/name").asText()));
        }
        int now = live.json().at("/spec/replicas").asInt(1);
        Optional<Integer> absolute = arguments.integer("replicas");
        Optional<Integer> relative = arguments.integer("by");
        if (absolute.isPresent() == relative.isPresent()) {
            throw new PreviewRefused(tool() + " needs either 'replicas' or 'by'");
        }
        int wanted = absolute.orElseGet(() -> now + relative.orElseThrow());
        wanted = Math.min(wanted, arguments.integer("max").orElse(MOST));
        if (wanted < 1 || wanted > MOST) {
            throw new PreviewRefused(wanted + " pods; 1 to " + MOST + " are possible");
        }
        return List.of(change(live, "/spec/replicas", IntNode.valueOf(wanted)));
    }

    @Override
    String undoWords(LiveObject live) {
        return "Scale back to " + live.json().at("/spec/replicas").asInt(1) + ".";
    }
}
