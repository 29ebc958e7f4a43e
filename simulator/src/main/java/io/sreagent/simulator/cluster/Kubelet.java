package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.clock.Timeline;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All kubelets in one: pulls images, starts containers, probes readiness, restarts what exits with
 * the usual back-off (10 s, doubled up to 5 min, forgotten after 10 min of running), and ends pods.
 */
public final class Kubelet {
    private static final long LONGEST_BACK_OFF = 300_000;
    private static final long FORGIVEN_AFTER = 600_000;

    private final Cluster cluster;
    private final ObjectStore objects;
    private final Timeline timeline;
    private final Dice dice;
    private final Containers containers;
    private final Set<String> known = new HashSet<>(); // uids of pods a kubelet works on
    private final Map<String, Crashes> crashes = new HashMap<>();

    private record Crashes(int count, long startedAt) {}

    Kubelet(Cluster cluster, Dice dice, Containers containers) {
        this.cluster = cluster;
        this.objects = cluster.objects();
        this.timeline = cluster.timeline();
        this.dice = dice;
        this.containers = containers;
    }

    /** Takes on pods that were newly assigned to a node. */
    void notice() {
        for (ObjectNode pod : objects.list(ResourceType.POD)) {
            if (!Pods.node(pod).isEmpty() && !Tree.deleting(pod) && known.add(Tree.uid(pod))) {
                events(pod, false, "Pulling", "Pulling image \"" + Pods.image(pod) + "\"");
                after(pod, 800 + delay(pod, 1200), p -> pull(p, 0));
            }
        }
        if (known.size() > 4 * objects.list(ResourceType.POD).size() + 64) {
            Set<String> alive = new HashSet<>();
            objects.list(ResourceType.POD).forEach(pod -> alive.add(Tree.uid(pod)));
            known.retainAll(alive);
            crashes.keySet().retainAll(alive);
        }
    }

    private long delay(JsonNode pod, int most) {
        return dice.of(Tree.uid(pod)).pick(most, most);
    }

    /** Runs later, if the pod is still there and stays. */
    private void after(ObjectNode pod, long millis, Consumer<ObjectNode> what) {
        timeline.in(
                millis,
                () -> {
                    objects.get(ResourceType.POD, Tree.namespace(pod), Tree.name(pod))
                            .filter(p -> Tree.uid(p).equals(Tree.uid(pod)) && !Tree.deleting(p))
                            .ifPresent(what);
                    cluster.settle();
                });
    }

    private void events(ObjectNode pod, boolean warning, String reason, String message) {
        if (warning) {
            cluster.events().warning(pod, "kubelet", reason, message);
        } else {
            cluster.events().normal(pod, "kubelet", reason, message);
        }
    }

    private void pull(ObjectNode pod, int attempt) {
        String image = Pods.image(pod);
        if (containers.imageExists(image)) {
            events(pod, false, "Pulled", "Successfully pulled image \"" + image + "\"");
            start(pod);
            return;
        }
        String why =
                "Failed to pull image \"%s\": rpc error: code = NotFound desc = failed to pull and unpack image \"%s\": failed to resolve reference \"%s\": %s: not found"
                        .formatted(image, image, image, image);
        events(pod, true, "Failed", why);
        events(pod, true, "Failed", "Error: ErrImagePull");
        waiting(pod, "ErrImagePull", why);
        long backOff = Math.min(LONGEST_BACK_OFF, 10_000L << Math.min(attempt, 10));
        after(
                pod,
                3_000,
                p -> {
                    events(p, false, "BackOff", "Back-off pulling image \"" + image + "\"");
                    events(p, true, "Failed", "Error: ImagePullBackOff");
                    waiting(p, "ImagePullBackOff", "Back-off pulling image \"" + image + "\"");
                });
        after(pod, 3_000 + backOff, p -> pull(p, attempt + 1));
    }

    private void waiting(ObjectNode pod, String reason, String message) {
        objects.edit(
                ResourceType.POD,
                pod,
                p -> {
                    ObjectNode state = Tree.object();
                    state.putObject("waiting").put("reason", reason).put("message", message);
                    Pods.containers(p, state, false, false);
                    notReady(
                            p,
                            "ContainersNotReady",
                            "containers with unready status: ["
                                    + Pods.container(p).path("name").asText()
                                    + "]");
                });
    }

    private void notReady(ObjectNode pod, String reason, String message) {
        Tree.condition(pod, "Ready", false, reason, message, timeline.now());
        Tree.condition(pod, "ContainersReady", false, reason, message, timeline.now());
    }

    private void start(ObjectNode pod) {
        long now = timeline.now();
        events(
                pod,
                false,
                "Created",
                "Created container: " + Pods.container(pod).path("name").asText());
        events(
                pod,
                false,
                "Started",
                "Started container " + Pods.container(pod).path("name").asText());
        objects.edit(
                ResourceType.POD,
                pod,
                p -> {
                    ObjectNode state = Tree.object();
                    state.putObject("running").put("startedAt", Tree.time(now));
                    Pods.containers(p, state, false, true);
                    ObjectNode status = Tree.make(p, "status");
                    status.put("phase", "Running");
                    if (!status.has("podIP")) {
                        long bits = dice.of(Tree.uid(p)).bits(1);
                        String ip =
                                "10.244.%d.%d".formatted((bits & 0x7F), 1 + ((bits >> 8) & 0x7F));
                        status.put(
                                        "hostIP",
                                        "10.0.0."
                                                + (10
                                                        + Math.floorMod(
                                                                Pods.node(p).hashCode(), 200)))
                                .put("podIP", ip)
                                .put("startTime", Tree.time(now));
                    }
                    Tree.condition(p, "Initialized", true, "", "", now);
                    notReady(p, "ContainersNotReady", "containers with unready status");
                });
        Crashes before = crashes.getOrDefault(Tree.uid(pod), new Crashes(0, now));
        crashes.put(Tree.uid(pod), new Crashes(before.count(), now));
        objects.get(ResourceType.POD, Tree.namespace(pod), Tree.name(pod))
                .ifPresent(
                        running ->
                                containers
                                        .started(running)
                                        .ifPresentOrElse(
                                                exit ->
                                                        after(
                                                                running,
                                                                2_500 + delay(running, 1500),
                                                                p -> exit(p, exit)),
                                                () ->
                                                        probe(
                                                                running,
                                                                probeDelay(running),
                                                                Pods.restarts(running))));
    }

    private long probeDelay(JsonNode pod) {
        long initial = Tree.at(Pods.container(pod), "readinessProbe/initialDelaySeconds").asLong(3);
        return initial * 1000 + 1_500 + delay(pod, 3500);
    }

    private void probe(ObjectNode pod, long in, int life) {
        after(
                pod,
                in,
                p -> {
                    if (Pods.restarts(p) != life
                            || !Tree.at(p, "status/containerStatuses/0/state").has("running")) {
                        return;
                    }
                    if (containers.healthy(p)) {
                        ready(p, true);
                    } else {
                        events(
                                p,
                                true,
                                "Unhealthy",
                                "Readiness probe failed: HTTP probe failed with statuscode: 503");
                        probe(p, 10_000, life);
                    }
                });
    }

    /** Says whether a running pod answers its readiness probe. */
    public void ready(ObjectNode pod, boolean ready) {
        containers.ready(pod, ready);
        objects.edit(
                ResourceType.POD,
                pod,
                p -> {
                    JsonNode statuses = p.path("status").path("containerStatuses");
                    statuses.forEach(s -> ((ObjectNode) s).put("ready", ready));
                    if (ready) {
                        Tree.condition(p, "ContainersReady", true, "", "", timeline.now());
                        Tree.condition(p, "Ready", true, "", "", timeline.now());
                    } else {
                        notReady(
                                p,
                                "ContainersNotReady",
                                "containers with unready status: ["
                                        + Pods.container(p).path("name").asText()
                                        + "]");
                    }
                });
        if (!ready) {
            events(
                    pod,
                    true,
                    "Unhealthy",
                    "Readiness probe failed: Get \"http://%s:8080/healthz\": context deadline exceeded"
                            .formatted(Tree.text(pod, "status/podIP")));
        }
    }

    /** Begins to probe a pod again that was made unready. */
    public void probeAgain(ObjectNode pod) {
        probe(pod, 5_000, Pods.restarts(pod));
    }

    /** The container ended; it is restarted, at once the first time, then with back-off. */
    public void exit(ObjectNode pod, Containers.Exit exit) {
        long now = timeline.now();
        containers.stopped(pod);
        Crashes before = crashes.getOrDefault(Tree.uid(pod), new Crashes(0, now));
        int count = now - before.startedAt() > FORGIVEN_AFTER ? 0 : before.count();
        long backOff =
                count == 0 ? 1_000 : Math.min(LONGEST_BACK_OFF, 10_000L << Math.min(count - 1, 10));
        crashes.put(Tree.uid(pod), new Crashes(count + 1, before.startedAt()));
        objects.edit(
                ResourceType.POD,
                pod,
                p -> {
                    ObjectNode terminated = Tree.object();
                    ObjectNode state = terminated.putObject("terminated");
                    state.put("exitCode", exit.code())
                            .put("reason", exit.reason())
                            .put("startedAt", Tree.time(before.startedAt()))
                            .put("finishedAt", Tree.time(now));
                    if (!exit.message().isEmpty()) {
                        state.put("message", exit.message());
                    }
                    ObjectNode wait = Tree.object();
                    wait.putObject("waiting")
                            .put("reason", "CrashLoopBackOff")
                            .put(
                                    "message",
                                    "back-off %s restarting failed container=%s pod=%s_%s"
                                            .formatted(
                                                    backOff >= 60_000
                                                            ? backOff / 60_000
                                                                    + "m"
                                                                    + backOff / 1000 % 60
                                                                    + "s"
                                                            : backOff / 1000 + "s",
                                                    Pods.container(p).path("name").asText(),
                                                    Tree.name(p),
                                                    Tree.namespace(p)));
                    Pods.containers(p, count == 0 ? terminated : wait, false, false);
                    for (JsonNode status : p.path("status").path("containerStatuses")) {
                        ((ObjectNode) status).set("lastState", terminated);
                        ((ObjectNode) status)
                                .put("restartCount", status.path("restartCount").asInt() + 1);
                    }
                    notReady(p, "ContainersNotReady", "containers with unready status");
                });
        if (count > 0) {
            events(
                    pod,
                    true,
                    "BackOff",
                    "Back-off restarting failed container %s in pod %s"
                            .formatted(Pods.container(pod).path("name").asText(), Tree.name(pod)));
        }
        after(pod, backOff, this::start);
    }

    /** The pod's work is done. */
    public void complete(ObjectNode pod) {
        containers.stopped(pod);
        objects.edit(
                ResourceType.POD,
                pod,
                p -> {
                    ObjectNode state = Tree.object();
                    state.putObject("terminated")
                            .put("exitCode", 0)
                            .put("reason", "Completed")
                            .put("finishedAt", Tree.time(timeline.now()));
                    Pods.containers(p, state, false, false);
                    Tree.make(p, "status").put("phase", "Succeeded");
                    notReady(p, "PodCompleted", "");
                });
    }

    /** Ends a pod: out of service at once, gone two seconds later. */
    void terminate(ObjectNode pod, boolean now) {
        if (!Tree.deleting(pod)) {
            containers.stopped(pod);
            events(
                    pod,
                    false,
                    "Killing",
                    "Stopping container " + Pods.container(pod).path("name").asText());
        }
        if (now || Pods.node(pod).isEmpty()) {
            objects.remove(ResourceType.POD, pod);
            return;
        }
        if (Tree.deleting(pod)) {
            return;
        }
        objects.edit(
                ResourceType.POD,
                pod,
                p -> {
                    Tree.make(p, "metadata")
                            .put("deletionTimestamp", Tree.time(timeline.now() + 30_000))
                            .put("deletionGracePeriodSeconds", 30);
                    p.path("status")
                            .path("containerStatuses")
                            .forEach(s -> ((ObjectNode) s).put("ready", false));
                    notReady(p, "PodTerminating", "");
                });
        timeline.in(
                2_000,
                () -> {
                    objects.get(ResourceType.POD, Tree.namespace(pod), Tree.name(pod))
                            .filter(p -> Tree.uid(p).equals(Tree.uid(pod)))
                            .ifPresent(p -> objects.remove(ResourceType.POD, p));
                    cluster.settle();
                });
    }
}
