package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMapKeySelector;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the containers of a template are told by environment variables and arguments, by name.
 * Values out of ConfigMaps are looked up; Secrets are never read.
 */
final class TemplateSettings {
    private TemplateSettings() {}

    /**
     * @param configMaps data of the namespace's ConfigMaps, by their name
     */
    static Map<String, String> of(
            PodTemplateSpec template, Map<String, Map<String, String>> configMaps) {
        Map<String, String> settings = new LinkedHashMap<>();
        PodSpec spec = template.getSpec();
        if (spec == null) return settings;
        List<Container> containers = new ArrayList<>(spec.getContainers());
        containers.addAll(spec.getInitContainers());
        for (Container container : containers) {
            for (EnvFromSource from : container.getEnvFrom())
                if (from.getConfigMapRef() != null)
                    settings.putAll(
                            configMaps.getOrDefault(from.getConfigMapRef().getName(), Map.of()));
            for (EnvVar variable : container.getEnv()) {
                String value = value(variable, configMaps);
                if (!value.isEmpty()) settings.put(variable.getName(), value);
            }
            for (String argument : container.getArgs()) argument(argument, settings);
        }
        return settings;
    }

    private static String value(EnvVar variable, Map<String, Map<String, String>> configMaps) {
        if (variable.getValue() != null) return variable.getValue();
        if (variable.getValueFrom() == null) return "";
        ConfigMapKeySelector key = variable.getValueFrom().getConfigMapKeyRef();
        return key == null
                ? ""
                : configMaps.getOrDefault(key.getName(), Map.of()).getOrDefault(key.getKey(), "");
    }

    /** {@code --catalog-url=http://catalog} is a setting like any other. */
    private static void argument(String argument, Map<String, String> settings) {
        int equals = argument.indexOf('=');
        if (equals > 0) settings.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
}
