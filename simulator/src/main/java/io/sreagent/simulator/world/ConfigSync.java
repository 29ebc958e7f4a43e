package io.sreagent.simulator.world;

import io.sreagent.simulator.cluster.ObjectStore;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.cluster.Tree;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which configuration each pod runs with: that of its ConfigMap, half a minute after it changed.
 */
final class ConfigSync {
    private static final long CONFIG_SYNC = 30_000; // until kubelets and pods notice a change

    private final ObjectStore objects;
    private final String namespace;
    private final Map<String, Config> configs = new HashMap<>();
    private long seenVersion = -1;

    /** A ConfigMap's content and when it changed. */
    private record Config(Map<String, String> now, long changedAt) {}

    ConfigSync(ObjectStore objects, String namespace) {
        this.objects = objects;
        this.namespace = namespace;
    }

    /** Sees what changed, and lets each running pod read it once its kubelet has. */
    void notice(long now, List<ServiceState> services, Collection<PodState> pods) {
        long version = objects.version(ResourceType.CONFIG_MAP);
        if (version != seenVersion) {
            seenVersion = version;
            for (ServiceState s : services) {
                Map<String, String> data = of(s.name());
                Config known = configs.get(s.name());
                if (known == null || !known.now().equals(data)) {
                    configs.put(s.name(), new Config(data, now));
                }
            }
        }
        for (PodState p : pods) {
            Config config = configs.get(p.service);
            if (!p.running || config == null || p.configOf == config.changedAt()) {
                continue;
            }
            boolean same = p.config.equals(config.now());
            if (same || now - config.changedAt() >= CONFIG_SYNC) {
                p.config = config.now();
                p.configOf = config.changedAt();
                if (!same) {
                    p.note(now, "INFO", "configuration reloaded from /etc/" + p.service);
                }
            }
        }
    }

    /** The content that a service's ConfigMap has now. */
    Map<String, String> of(String service) {
        return objects.get(ResourceType.CONFIG_MAP, namespace, service + "-config")
                .map(map -> Tree.strings(map.path("data")))
                .orElse(Map.of());
    }
}
