package io.sreagent.simulator;

import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.sreagent.simulator.scenario.Truth.AcceptableFix;
import java.util.Comparator;
import java.util.Map;

/**
 * Carries out the fixes that a scenario's truth accepts, over the wire, as a person with kubectl
 * would.
 */
final class Remedies {
    private static final PatchContext MERGE =
            new PatchContext.Builder().withPatchType(PatchType.JSON_MERGE).build();
    private static final PatchContext STRATEGIC =
            new PatchContext.Builder().withPatchType(PatchType.STRATEGIC_MERGE).build();

    private final KubernetesClient client;
    private final Map<String, Map<String, String>> configBefore;

    /**
     * @param configBefore content of the ConfigMaps before the fault, by service
     */
    Remedies(KubernetesClient client, Map<String, Map<String, String>> configBefore) {
        this.client = client;
        this.configBefore = configBefore;
    }

    void apply(AcceptableFix fix) {
        String target = fix.target();
        switch (fix.action()) {
            case ROLLBACK, SET_IMAGE -> rollback(target);
            case RESTART -> restart(target);
            case SCALE ->
                    client.apps()
                            .deployments()
                            .withName(target)
                            .scale(
                                    3
                                            * client.apps()
                                                    .deployments()
                                                    .withName(target)
                                                    .get()
                                                    .getSpec()
                                                    .getReplicas());
            case CONFIG_ROLLBACK ->
                    client.configMaps()
                            .withName(target + "-config")
                            .edit(map -> map.edit().withData(configBefore.get(target)).build());
            case PATCH_RESOURCES ->
                    client.apps()
                            .deployments()
                            .withName(target)
                            .patch(
                                    STRATEGIC,
                                    "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"%s\",\"resources\":{\"limits\":{\"memory\":\"4Gi\",\"cpu\":\"4\"}}}]}}}}"
                                            .formatted(target));
            case PVC_EXPAND ->
                    client.persistentVolumeClaims()
                            .withLabel("app", target)
                            .list()
                            .getItems()
                            .forEach(
                                    c ->
                                            client.persistentVolumeClaims()
                                                    .withName(c.getMetadata().getName())
                                                    .patch(
                                                            MERGE,
                                                            "{\"spec\":{\"resources\":{\"requests\":{\"storage\":\"120Gi\"}}}}"));
            case NODE_CORDON, NODE_DRAIN -> drain(target);
            case HUMAN -> throw new IllegalArgumentException("a person has no API");
        }
    }

    private void rollback(String target) {
        ReplicaSet before =
                client.apps().replicaSets().withLabel("app", target).list().getItems().stream()
                        .sorted(
                                Comparator.comparingLong(
                                                (ReplicaSet s) ->
                                                        Long.parseLong(
                                                                s.getMetadata()
                                                                        .getAnnotations()
                                                                        .get(
                                                                                "deployment.kubernetes.io/revision")))
                                        .reversed())
                        .skip(1)
                        .findFirst()
                        .orElseThrow();
        var template =
                before.getSpec()
                        .getTemplate()
                        .edit()
                        .editMetadata()
                        .removeFromLabels("pod-template-hash")
                        .endMetadata()
                        .build();
        client.apps()
                .deployments()
                .withName(target)
                .edit(d -> d.edit().editSpec().withTemplate(template).endSpec().build());
    }

    private void restart(String target) {
        if (client.apps().deployments().withName(target).get() != null) {
            client.apps().deployments().withName(target).rolling().restart();
        } else {
            client.apps().statefulSets().withName(target).rolling().restart();
        }
    }

    /**
     * Cordons the node and moves its pods; without a named node, the one where the noisy job runs.
     */
    private void drain(String target) {
        String node =
                target.equals("*")
                        ? client.pods()
                                .inNamespace("batch")
                                .list()
                                .getItems()
                                .getFirst()
                                .getSpec()
                                .getNodeName()
                        : target;
        client.nodes().withName(node).patch(MERGE, "{\"spec\":{\"unschedulable\":true}}");
        client.pods().list().getItems().stream()
                .filter(p -> p.getSpec().getNodeName().equals(node))
                .forEach(p -> client.pods().resource(p).delete());
    }
}
