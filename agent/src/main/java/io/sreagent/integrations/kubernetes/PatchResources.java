package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.PreviewRefused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sets requests and limits of one container of a workload. */
@Singleton
public final class PatchResources extends FieldExecutor {
    private static final Map<String, String> FIELDS = new LinkedHashMap<>();

    static {
        FIELDS.put("cpu_request", "/requests/cpu");
        FIELDS.put("cpu_limit", "/limits/cpu");
        FIELDS.put("memory_request", "/requests/memory");
        FIELDS.put("memory_limit", "/limits/memory");
    }

    @Inject
    public PatchResources(KubernetesConnection connection) {
        super(connection, Set.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET, Kind.DAEMON_SET));
    }

    @Override
    public String tool() {
        return "kubernetes.patch_resources";
    }

    @Override
    public List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(
                new Parameter(
                        "container", Parameter.Type.TEXT, false, "needed when there are several"));
        for (String name : FIELDS.keySet()) {
            parameters.add(
                    new Parameter(name, Parameter.Type.QUANTITY, false, "such as 500m or 512Mi"));
        }
        return List.copyOf(parameters);
    }

    @Override
    List<FieldChange> wanted(LiveObject live, Arguments arguments)
            throws PreviewRefused, ClusterTrouble {
        refuseUnderAutoscaler(live);
        int index = container(live, arguments.text("container"));
        String resources = "/spec/template/spec/containers/" + index + "/resources";
        List<FieldChange> changes = new ArrayList<>();
        for (var field : FIELDS.entrySet()) {
            Optional<String> value = arguments.text(field.getKey());
            if (value.isPresent()) {
                changes.add(change(live, resources + field.getValue(), value.get()));
            }
        }
        if (changes.isEmpty()) {
            throw new PreviewRefused(tool() + " needs at least one of " + FIELDS.keySet());
        }
        for (String what : new String[] {"cpu", "memory"}) {
            Optional<String> request = will(live, arguments, resources, what + "_request");
            Optional<String> limit = will(live, arguments, resources, what + "_limit");
            if (request.isPresent()
                    && limit.isPresent()
                    && Arguments.amount(request.get()).compareTo(Arguments.amount(limit.get()))
                            > 0) {
                throw new PreviewRefused(
                        "the %s request of %s would be over its limit of %s"
                                .formatted(what, request.get(), limit.get()));
            }
        }
        return changes;
    }

    /** What a field will hold after the step. */
    private static Optional<String> will(
            LiveObject live, Arguments arguments, String resources, String name) {
        return arguments
                .text(name)
                .or(() -> live.at(resources + FIELDS.get(name)).map(JsonNode::asText));
    }

    private void refuseUnderAutoscaler(LiveObject live) throws PreviewRefused, ClusterTrouble {
        for (JsonNode vpa :
                Autoscalers.aimedAt(api, Kind.VERTICAL_AUTOSCALER, live, "/spec/targetRef")) {
            if (vpa.at("/spec/updatePolicy/updateMode").asText("Auto").equals("Off")) continue;
            throw new PreviewRefused(
                    "the resources of %s are owned by vpa/%s. Change its policy instead."
                            .formatted(live.target().id(), vpa.at("/metadata/name").asText()));
        }
    }

    @Override
    String undoWords(LiveObject live) {
        return "Put the present requests and limits back.";
    }
}
