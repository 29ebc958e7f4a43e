package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.source.ConfigHistory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts an earlier content of a ConfigMap back. Pods that read it as environment need a restart to
 * notice, which is a step of its own.
 */
@Singleton
public final class RollbackConfig extends FieldExecutor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<ConfigHistory> histories;

    @Inject
    public RollbackConfig(KubernetesConnection connection, @All List<ConfigHistory> histories) {
        super(connection, Set.of(Kind.CONFIG_MAP));
        this.histories = List.copyOf(histories);
    }

    @Override
    public String tool() {
        return "kubernetes.rollback_config";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter(
                        "version",
                        Parameter.Type.TEXT,
                        false,
                        "which version; without it the newest that differs from the present"));
    }

    @Override
    List<FieldChange> wanted(LiveObject live, Arguments arguments) throws PreviewRefused {
        if (live.json().path("immutable").asBoolean(false)) {
            throw new PreviewRefused(live.target().id() + " is immutable");
        }
        Map<String, String> now = new HashMap<>();
        for (var field : live.json().path("data").properties()) {
            now.put(field.getKey(), field.getValue().asText());
        }
        ConfigHistory.Version version = chosen(live, now, arguments.text("version"));
        if (live.json().path("data").isMissingNode()) {
            return List.of(
                    new FieldChange("/data", null, JSON.valueToTree(version.data()).toString()));
        }
        return FieldDiff.between(
                "/data", live.json().path("data"), JSON.valueToTree(version.data()));
    }

    private ConfigHistory.Version chosen(
            LiveObject live, Map<String, String> now, Optional<String> named)
            throws PreviewRefused {
        List<ConfigHistory.Version> known =
                histories.stream()
                        .flatMap(history -> history.versions(live.target()).stream())
                        .sorted(Comparator.comparing(ConfigHistory.Version::since).reversed())
                        .toList();
        return known.stream()
                .filter(
                        version ->
                                named.isPresent()
                                        ? version.version().equals(named.get())
                                        : !version.data().equals(now))
                .findFirst()
                .orElseThrow(
                        () ->
                                new PreviewRefused(
                                        "no earlier content of %s is known; %s"
                                                .formatted(
                                                        live.target().id(),
                                                        known.isEmpty()
                                                                ? "it was never seen with another one"
                                                                : "versions seen: "
                                                                        + known.stream()
                                                                                .map(
                                                                                        ConfigHistory
                                                                                                        .Version
                                                                                                ::version)
                                                                                .toList())));
    }

    @Override
    List<String> affected(LiveObject live) throws ClusterTrouble {
        JsonNode pods = api.get(Kind.POD.path(live.namespace())).body().path("items");
        return ConfigReaders.of(live.name(), pods).stream()
                .map(pod -> "pod/" + live.namespace() + "/" + pod)
                .toList();
    }

    @Override
    Outcome progress(LiveObject live) {
        return new Outcome.Done("the content stands");
    }

    @Override
    String undoWords(LiveObject live) {
        return "Put the present content back.";
    }
}
