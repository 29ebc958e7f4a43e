package io.sreagent.simulator.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.Cluster;
import io.sreagent.simulator.cluster.ObjectStore;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.cluster.Tree;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes the shop's own people and machines make to the cluster: deploys, pushes of configuration,
 * scaling, restarts.
 */
final class Changes {
    static final String NEIGHBOURS = "batch";
    private static final String NEIGHBOUR = "clickstream-export";
    private static final String QUOTA = "compute";
    private static final Pattern LAST_NUMBER = Pattern.compile("(.*?)(\\d+)(\\D*)$");

    private final World world;
    private final Cluster cluster;
    private final ObjectStore objects;

    Changes(World world) {
        this.world = world;
        this.cluster = world.cluster();
        this.objects = cluster.objects();
    }

    private Optional<ObjectNode> workload(String service) {
        return objects.get(ResourceType.DEPLOYMENT, world.namespace(), service)
                .or(() -> objects.get(ResourceType.STATEFUL_SET, world.namespace(), service));
    }

    private static ResourceType type(JsonNode workload) {
        return workload.path("kind").asText().equals("StatefulSet")
                ? ResourceType.STATEFUL_SET
                : ResourceType.DEPLOYMENT;
    }

    /** The tag after the one that is deployed: v1.9.0 -> v1.9.1. */
    String nextTag(String service) {
        String tag = tag(service);
        Matcher m = LAST_NUMBER.matcher(tag);
        return m.matches()
                ? m.group(1) + (Long.parseLong(m.group(2)) + 1) + m.group(3)
                : tag + "-1";
    }

    /**
     * A tag for a release of no interest: v1.9.0 -> v1.9.0-1. A scenario names plain versions, and
     * must find its own not deployed already.
     */
    String routineTag(String service) {
        String tag = tag(service);
        return tag.contains("-") ? nextTag(service) : tag + "-1";
    }

    private String tag(String service) {
        return workload(service)
                .map(w -> PodState.tagOf(Tree.text(w, "spec/template/spec/containers/0/image")))
                .orElse("v1.0.0");
    }

    /** Sets the image of a service's workload; returns the tag. */
    String deploy(String service, String tag, boolean published) {
        workload(service)
                .ifPresent(
                        w -> {
                            String before = Tree.text(w, "spec/template/spec/containers/0/image");
                            String image =
                                    before.substring(
                                                    0,
                                                    before.length()
                                                            - PodState.tagOf(before).length())
                                            + tag;
                            if (published) {
                                world.publish(image);
                            } else {
                                world.unpublish(image);
                            }
                            objects.edit(
                                    type(w),
                                    w,
                                    d -> {
                                        ((ObjectNode) Tree.at(d, "spec/template/spec/containers/0"))
                                                .put("image", image);
                                        Tree.make(d, "spec/template/metadata/labels")
                                                .put("version", tag);
                                        Tree.make(d, "metadata/annotations")
                                                .put("kubernetes.io/change-cause", "deploy " + tag);
                                        touched(d, "ci-deployer");
                                    });
                        });
        cluster.settle();
        return tag;
    }

    void configure(String service, String key, String value) {
        objects.get(ResourceType.CONFIG_MAP, world.namespace(), service + "-config")
                .ifPresent(
                        map ->
                                objects.edit(
                                        ResourceType.CONFIG_MAP,
                                        map,
                                        m -> {
                                            Tree.make(m, "data").put(key, value);
                                            touched(m, "config-sync");
                                        }));
        cluster.settle();
    }

    void scale(String service, int replicas) {
        workload(service)
                .ifPresent(
                        w ->
                                objects.edit(
                                        type(w),
                                        w,
                                        d -> {
                                            Tree.make(d, "spec").put("replicas", replicas);
                                            touched(d, "kubectl-scale");
                                        }));
        cluster.settle();
    }

    int replicas(String service) {
        return workload(service).map(w -> w.path("spec").path("replicas").asInt(1)).orElse(0);
    }

    void restart(String service) {
        String now = Tree.time(world.timeline().now());
        workload(service)
                .ifPresent(
                        w ->
                                objects.edit(
                                        type(w),
                                        w,
                                        d -> {
                                            Tree.make(d, "spec/template/metadata/annotations")
                                                    .put("kubectl.kubernetes.io/restartedAt", now);
                                            touched(d, "kubectl-rollout");
                                        }));
        cluster.settle();
    }

    /** Who wrote the object last, and when. */
    private void touched(ObjectNode object, String manager) {
        ObjectNode entry =
                Tree.object(
                        "manager",
                        manager,
                        "operation",
                        "Update",
                        "apiVersion",
                        object.path("apiVersion").asText(),
                        "time",
                        Tree.time(world.timeline().now()),
                        "fieldsType",
                        "FieldsV1");
        entry.putObject("fieldsV1");
        ArrayNode fields = Tree.make(object, "metadata").putArray("managedFields");
        fields.add(entry);
    }

    void pressure(String node, String condition, boolean on) {
        objects.get(ResourceType.NODE, "", node)
                .filter(n -> Tree.condition(n, condition).equals("True") != on)
                .ifPresent(
                        n -> {
                            boolean memory = condition.equals("MemoryPressure");
                            String what = memory ? "Memory" : "Disk";
                            String reason =
                                    on
                                            ? (memory
                                                    ? "KubeletHasInsufficientMemory"
                                                    : "KubeletHasDiskPressure")
                                            : memory
                                                    ? "KubeletHasSufficientMemory"
                                                    : "KubeletHasNoDiskPressure";
                            objects.edit(
                                    ResourceType.NODE,
                                    n,
                                    copy -> {
                                        Tree.condition(
                                                copy,
                                                condition,
                                                on,
                                                reason,
                                                "",
                                                world.timeline().now());
                                        taint(
                                                copy,
                                                "node.kubernetes.io/"
                                                        + (memory ? "memory" : "disk")
                                                        + "-pressure",
                                                on);
                                    });
                            if (on) {
                                cluster.events()
                                        .warning(
                                                n,
                                                "kubelet",
                                                "EvictionThresholdMet",
                                                "Attempting to reclaim "
                                                        + (memory
                                                                ? "memory"
                                                                : "ephemeral-storage"));
                            }
                            cluster.events()
                                    .normal(
                                            n,
                                            "kubelet",
                                            on
                                                    ? "NodeHas"
                                                            + (memory
                                                                    ? "InsufficientMemory"
                                                                    : "DiskPressure")
                                                    : "NodeHas"
                                                            + (memory
                                                                    ? "SufficientMemory"
                                                                    : "NoDiskPressure"),
                                            "Node %s status is now: NodeHas%s%s"
                                                    .formatted(
                                                            node,
                                                            on ? "Insufficient" : "Sufficient",
                                                            what));
                            cluster.settle();
                        });
    }

    private static void taint(ObjectNode node, String key, boolean on) {
        ArrayNode taints = Tree.object().putArray("taints");
        for (JsonNode taint : node.path("spec").path("taints")) {
            if (!taint.path("key").asText().equals(key)) {
                taints.add(taint);
            }
        }
        if (on) {
            taints.add(Tree.object("key", key, "effect", "NoSchedule"));
        }
        if (taints.isEmpty()) {
            Tree.make(node, "spec").remove("taints");
        } else {
            Tree.make(node, "spec").set("taints", taints);
        }
    }

    /** Somebody else's job moves in on a node. */
    void neighbour(String node, double cores) {
        if (objects.get(ResourceType.NAMESPACE, "", NEIGHBOURS).isEmpty()) {
            ObjectNode space = Tree.object();
            Tree.make(space, "metadata").put("name", NEIGHBOURS);
            Tree.make(space, "status").put("phase", "Active");
            objects.create(ResourceType.NAMESPACE, space);
        }
        String image = "registry.example.com/" + NEIGHBOUR + ":2024.9";
        world.publish(image);
        ObjectNode deployment = Tree.object();
        Tree.make(deployment, "metadata")
                .put("name", NEIGHBOUR)
                .put("namespace", NEIGHBOURS)
                .putObject("labels")
                .put("app", NEIGHBOUR);
        ObjectNode spec = Tree.make(deployment, "spec");
        spec.put("replicas", 1)
                .putObject("selector")
                .putObject("matchLabels")
                .put("app", NEIGHBOUR);
        Tree.make(spec, "template/metadata").putObject("labels").put("app", NEIGHBOUR);
        ObjectNode pod = Tree.make(spec, "template/spec");
        pod.put("nodeName", node);
        ObjectNode container = pod.putArray("containers").addObject();
        container.put("name", NEIGHBOUR).put("image", image);
        Tree.make(container, "resources/requests").put("cpu", "100m").put("memory", "256Mi");
        Tree.make(container, "resources/limits")
                .put("cpu", Double.toString(cores))
                .put("memory", "2Gi");
        objects.create(ResourceType.DEPLOYMENT, deployment);
        cluster.settle();
    }

    /** A job that runs for a while and is done. */
    void job(String name, String node, long lasts) {
        String image = "registry.example.com/jobs:stable";
        world.publish(image);
        ObjectNode job = Tree.object();
        Tree.make(job, "metadata")
                .put("name", name)
                .put("namespace", world.namespace())
                .putObject("labels")
                .put("job-name", name);
        Tree.make(job, "spec").put("completions", 1).put("parallelism", 1);
        Tree.make(job, "status")
                .put("active", 1)
                .put("startTime", Tree.time(world.timeline().now()));
        ObjectNode created = objects.create(ResourceType.JOB, job);
        ObjectNode template = Tree.object();
        Tree.make(template, "metadata").putObject("labels").put("job-name", name);
        ObjectNode spec = Tree.make(template, "spec");
        spec.put("nodeName", node).put("restartPolicy", "Never");
        ObjectNode container = spec.putArray("containers").addObject();
        container.put("name", "job").put("image", image);
        Tree.make(container, "resources/requests").put("cpu", "500m").put("memory", "256Mi");
        ObjectNode pod =
                objects.create(
                        ResourceType.POD, cluster.draftPod(created, template, name + "-x7k2p"));
        cluster.events()
                .normal(
                        created,
                        "job-controller",
                        "SuccessfulCreate",
                        "Created pod: " + Tree.name(pod));
        cluster.settle();
        world.timeline()
                .in(
                        lasts,
                        () -> {
                            cluster.kubelet().complete(pod);
                            objects.edit(
                                    ResourceType.JOB,
                                    created,
                                    j -> {
                                        Tree.make(j, "status")
                                                .put("succeeded", 1)
                                                .put(
                                                        "completionTime",
                                                        Tree.time(world.timeline().now()))
                                                .remove("active");
                                        Tree.condition(
                                                j,
                                                "Complete",
                                                true,
                                                "",
                                                "",
                                                world.timeline().now());
                                    });
                            cluster.events()
                                    .normal(
                                            created,
                                            "job-controller",
                                            "Completed",
                                            "Job completed");
                            cluster.settle();
                        });
    }

    void noNeighbour() {
        objects.get(ResourceType.DEPLOYMENT, NEIGHBOURS, NEIGHBOUR)
                .ifPresent(d -> cluster.delete(ResourceType.DEPLOYMENT, d, false));
        cluster.settle();
    }

    void quota(int pods) {
        ObjectNode quota = Tree.object();
        Tree.make(quota, "metadata").put("name", QUOTA).put("namespace", world.namespace());
        Tree.make(quota, "spec").putObject("hard").put("pods", Integer.toString(pods));
        Tree.make(quota, "status").putObject("hard").put("pods", Integer.toString(pods));
        if (objects.get(ResourceType.QUOTA, world.namespace(), QUOTA).isEmpty()) {
            objects.create(ResourceType.QUOTA, quota);
        }
    }

    void noQuota() {
        objects.get(ResourceType.QUOTA, world.namespace(), QUOTA)
                .ifPresent(q -> cluster.delete(ResourceType.QUOTA, q, true));
        cluster.settle();
    }
}
