package io.sreagent.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.ObjectStore;
import io.sreagent.simulator.cluster.Quantities;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.cluster.Tree;
import io.sreagent.simulator.scenario.Autoscale;
import io.sreagent.simulator.scenario.ServiceKind;
import io.sreagent.simulator.scenario.ServiceSpec;
import io.sreagent.simulator.scenario.Topology;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The objects a topology starts with: nodes, namespaces, and for each service its workload,
 * Service, ConfigMap, Secret, budget.
 */
final class ShopObjects {
    private final ObjectStore objects;
    private final String namespace;
    private final long now;

    ShopObjects(ObjectStore objects, String namespace, long now) {
        this.objects = objects;
        this.namespace = namespace;
        this.now = now;
    }

    static String repository(ServiceSpec service) {
        return switch (service.kind()) {
            case DATABASE -> "registry.example.com/library/postgres";
            case CACHE -> "registry.example.com/library/redis";
            case QUEUE -> "registry.example.com/library/rabbitmq";
            default -> "registry.example.com/" + service.name();
        };
    }

    static String image(ServiceSpec service, String tag) {
        return repository(service) + ":" + tag;
    }

    void create(Topology topology) {
        for (String name : new String[] {"default", "kube-system", namespace}) {
            if (objects.get(ResourceType.NAMESPACE, "", name).isEmpty()) {
                ObjectNode space = Tree.object();
                Tree.make(space, "metadata")
                        .put("name", name)
                        .putObject("labels")
                        .put("kubernetes.io/metadata.name", name);
                Tree.make(space, "status").put("phase", "Active");
                objects.create(ResourceType.NAMESPACE, space);
            }
        }
        double cores = 0;
        double memory = 0;
        for (ServiceSpec s : topology.services()) {
            cores += s.replicas() * s.cpu() / 2;
            memory += s.replicas() * s.memoryMib() / 2;
        }
        // Room for everything twice over, so that scaling and surges of a rollout find a place.
        double needed =
                Math.max(cores / (NodeState.CORES * 0.4), memory / (NodeState.MEMORY_MIB * 0.4));
        int nodes = (int) Math.max(3, Math.ceil(needed));
        for (int i = 1; i <= nodes; i++) {
            node("node-" + i);
        }
        topology.services().forEach(this::service);
    }

    private void node(String name) {
        ObjectNode node = Tree.object();
        Tree.make(node, "metadata")
                .put("name", name)
                .putObject("labels")
                .put("kubernetes.io/hostname", name)
                .put("node-role.kubernetes.io/worker", "");
        Tree.make(node, "spec").put("podCIDR", "10.244.0.0/16");
        for (String side : new String[] {"capacity", "allocatable"}) {
            Tree.make(node, "status/" + side)
                    .put("cpu", Quantities.ofCores(NodeState.CORES))
                    .put("memory", Quantities.ofMebibytes(NodeState.MEMORY_MIB))
                    .put("ephemeral-storage", Quantities.ofMebibytes(NodeState.DISK_MIB))
                    .put("pods", "110");
        }
        Tree.make(node, "status/nodeInfo")
                .put("kubeletVersion", "v1.31.0")
                .put("operatingSystem", "linux")
                .put("architecture", "amd64");
        Tree.condition(node, "Ready", true, "KubeletReady", "kubelet is posting ready status", now);
        Tree.condition(
                node,
                "MemoryPressure",
                false,
                "KubeletHasSufficientMemory",
                "kubelet has sufficient memory available",
                now);
        Tree.condition(
                node,
                "DiskPressure",
                false,
                "KubeletHasNoDiskPressure",
                "kubelet has no disk pressure",
                now);
        Tree.condition(
                node,
                "PIDPressure",
                false,
                "KubeletHasSufficientPID",
                "kubelet has sufficient PID available",
                now);
        objects.create(ResourceType.NODE, node);
    }

    private ObjectNode named(String name, String app) {
        ObjectNode object = Tree.object();
        ObjectNode metadata = Tree.make(object, "metadata");
        metadata.put("name", name).put("namespace", namespace);
        metadata.putObject("labels")
                .put("app", app)
                .put("app.kubernetes.io/name", app)
                .put("app.kubernetes.io/part-of", namespace);
        return object;
    }

    private void service(ServiceSpec s) {
        ObjectNode service = named(s.name(), s.name());
        if (s.external()) {
            Tree.make(service, "spec")
                    .put("type", "ExternalName")
                    .put("externalName", s.name() + ".example.net");
            objects.create(ResourceType.SERVICE, service);
            return;
        }
        Tree.make(service, "spec")
                .put("type", "ClusterIP")
                .put("clusterIP", "10.96.0." + (10 + Math.floorMod(s.name().hashCode(), 240)))
                .putObject("selector")
                .put("app", s.name());
        Tree.make(service, "spec")
                .putArray("ports")
                .addObject()
                .put("name", "http")
                .put("port", 80)
                .put("targetPort", 8080)
                .put("protocol", "TCP");
        objects.create(ResourceType.SERVICE, service);
        configMap(s);
        ObjectNode secret = named(s.name() + "-secret", s.name());
        secret.put("type", "Opaque").putObject("data").put("token", "c2ltdWxhdGVk");
        objects.create(ResourceType.SECRET, secret);
        workload(s);
        if (s.replicas() > 1) {
            ObjectNode budget = named(s.name(), s.name());
            Tree.make(budget, "spec")
                    .put("maxUnavailable", 1)
                    .put("unhealthyPodEvictionPolicy", "AlwaysAllow")
                    .putObject("selector")
                    .putObject("matchLabels")
                    .put("app", s.name());
            objects.create(ResourceType.BUDGET, budget);
        }
        Autoscale hpa = s.hpa();
        if (hpa != null) {
            autoscaler(s, hpa);
        }
    }

    private void configMap(ServiceSpec s) {
        ObjectNode map = named(s.name() + "-config", s.name());
        ObjectNode data = map.putObject("data");
        config(s).forEach(data::put);
        objects.create(ResourceType.CONFIG_MAP, map);
    }

    static Map<String, String> config(ServiceSpec s) {
        Map<String, String> data = new LinkedHashMap<>();
        data.put("log.level", "info");
        data.put("http.client.timeout.ms", "2000");
        data.put("http.client.retries", "1");
        data.put("worker.threads", "64");
        if (s.kind() == ServiceKind.HTTP || s.kind() == ServiceKind.WORKER) {
            data.put("db.pool.size", "20");
            data.put("feature.flags", "checkout-v2=off,recommend=on");
        }
        return data;
    }

    private void workload(ServiceSpec s) {
        ObjectNode workload = named(s.name(), s.name());
        Tree.make(workload, "metadata")
                .putObject("annotations")
                .put("kubernetes.io/change-cause", "initial roll-out of " + s.version());
        ObjectNode spec = Tree.make(workload, "spec");
        spec.put("replicas", s.replicas()).put("revisionHistoryLimit", 10);
        spec.putObject("selector").putObject("matchLabels").put("app", s.name());
        spec.set("template", template(s));
        if (s.stateful()) {
            spec.put("serviceName", s.name());
            ObjectNode claim = spec.putArray("volumeClaimTemplates").addObject();
            claim.putObject("metadata").put("name", "data");
            ObjectNode claimSpec = claim.putObject("spec");
            claimSpec.putArray("accessModes").add("ReadWriteOnce");
            claimSpec.put("storageClassName", "standard");
            Tree.make(claimSpec, "resources/requests")
                    .put("storage", Math.round(s.storageGib()) + "Gi");
            objects.create(ResourceType.STATEFUL_SET, workload);
            return;
        }
        spec.put("progressDeadlineSeconds", 600);
        // Half may be away during a rollout: fast, and a bad image hurts, as in many shops.
        spec.putObject("strategy")
                .put("type", "RollingUpdate")
                .putObject("rollingUpdate")
                .put("maxSurge", 1)
                .put("maxUnavailable", Math.max(1, (s.replicas() + 1) / 2));
        objects.create(ResourceType.DEPLOYMENT, workload);
    }

    private static ObjectNode template(ServiceSpec s) {
        ObjectNode template = Tree.object();
        Tree.make(template, "metadata")
                .putObject("labels")
                .put("app", s.name())
                .put("app.kubernetes.io/name", s.name())
                .put("version", s.version());
        Tree.make(template, "metadata")
                .putObject("annotations")
                .put("prometheus.io/scrape", "true")
                .put("prometheus.io/port", "8080");
        ObjectNode spec = Tree.make(template, "spec");
        ObjectNode container = spec.putArray("containers").addObject();
        container
                .put("name", s.name())
                .put("image", image(s, s.version()))
                .put("imagePullPolicy", "IfNotPresent");
        container
                .putArray("ports")
                .addObject()
                .put("name", "http")
                .put("containerPort", 8080)
                .put("protocol", "TCP");
        Tree.make(container, "resources/limits")
                .put("cpu", Quantities.ofCores(s.cpu()))
                .put("memory", Quantities.ofMebibytes(s.memoryMib()));
        Tree.make(container, "resources/requests")
                .put("cpu", Quantities.ofCores(s.cpu() / 2))
                .put("memory", Quantities.ofMebibytes(s.memoryMib() / 2));
        for (String probe : new String[] {"readinessProbe", "livenessProbe"}) {
            container
                    .putObject(probe)
                    .put("initialDelaySeconds", probe.startsWith("r") ? 5 : 30)
                    .put("periodSeconds", 10)
                    .put("timeoutSeconds", 1)
                    .put("failureThreshold", 3)
                    .putObject("httpGet")
                    .put("path", "/healthz")
                    .put("port", 8080);
        }
        ObjectNode environment = container.putArray("env").addObject();
        environment.put("name", "CONFIG_DIR").put("value", "/etc/" + s.name());
        container
                .putArray("volumeMounts")
                .addObject()
                .put("name", "config")
                .put("mountPath", "/etc/" + s.name());
        spec.putArray("volumes")
                .addObject()
                .put("name", "config")
                .putObject("configMap")
                .put("name", s.name() + "-config");
        spec.put("serviceAccountName", "default").put("terminationGracePeriodSeconds", 30);
        return template;
    }

    private void autoscaler(ServiceSpec s, Autoscale hpa) {
        ObjectNode object = named(s.name(), s.name());
        ObjectNode spec = Tree.make(object, "spec");
        spec.putObject("scaleTargetRef")
                .put("apiVersion", "apps/v1")
                .put("kind", "Deployment")
                .put("name", s.name());
        spec.put("minReplicas", hpa.min()).put("maxReplicas", hpa.max());
        ObjectNode metric = spec.putArray("metrics").addObject();
        metric.put("type", "Resource");
        metric.putObject("resource")
                .put("name", "cpu")
                .putObject("target")
                .put("type", "Utilization")
                .put("averageUtilization", hpa.target());
        objects.create(ResourceType.AUTOSCALER, object);
    }
}
