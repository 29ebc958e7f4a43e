package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Which ConfigMaps the pods of a template read. */
final class ConfigReferences {
    private ConfigReferences() {}

    static List<String> of(PodTemplateSpec template) {
        TreeSet<String> names = new TreeSet<>();
        PodSpec spec = template.getSpec();
        if (spec == null) return List.of();
        for (Volume volume : spec.getVolumes()) {
            if (volume.getConfigMap() != null) names.add(volume.getConfigMap().getName());
            if (volume.getProjected() == null) continue;
            for (VolumeProjection source : volume.getProjected().getSources()) {
                if (source.getConfigMap() != null) names.add(source.getConfigMap().getName());
            }
        }
        List<Container> containers = new ArrayList<>(spec.getContainers());
        containers.addAll(spec.getInitContainers());
        for (Container container : containers) {
            for (EnvFromSource from : container.getEnvFrom()) {
                if (from.getConfigMapRef() != null) names.add(from.getConfigMapRef().getName());
            }
            for (EnvVar variable : container.getEnv()) {
                if (variable.getValueFrom() != null
                        && variable.getValueFrom().getConfigMapKeyRef() != null) {
                    names.add(variable.getValueFrom().getConfigMapKeyRef().getName());
                }
            }
        }
        return List.copyOf(names);
    }
}
