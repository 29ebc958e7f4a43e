package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;

/** Which pods read a ConfigMap. */
final class ConfigReaders {
    private static final KubernetesSerialization OBJECTS = new KubernetesSerialization();

    private ConfigReaders() {}

    static List<String> of(String configMap, JsonNode pods) {
        List<String> names = new ArrayList<>();
        for (JsonNode pod : pods) {
            PodTemplateSpec template = new PodTemplateSpec();
            template.setSpec(OBJECTS.convertValue(pod.path("spec"), PodSpec.class));
            if (ConfigReferences.of(template).contains(configMap)) {
                names.add(pod.at("/metadata/name").asText());
            }
        }
        return names;
    }
}
