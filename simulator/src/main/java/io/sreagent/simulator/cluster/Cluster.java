package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.clock.Timeline;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The simulated cluster: objects, and the controllers that pull the actual towards the wanted.
 * {@link #settle} is called after whatever changed something; it runs the controllers until none
 * has anything left to do.
 */
public final class Cluster {
    private final ObjectStore objects;
    private final Timeline timeline;
    private final EventRecorder events;
    private final Kubelet kubelet;
    private final Scheduler scheduler;
    private final DeploymentController deployments;
    private final ReplicaController replicas;
    private final StatefulSetController statefulSets;
    private final EndpointsController endpoints;
    private final Autoscaler autoscaler;
    private final VolumeController volumes;
    private boolean settling;

    public Cluster(Timeline timeline, Dice dice, Containers containers) {
        this.timeline = timeline;
        objects = new ObjectStore(timeline, dice.of("objects"));
        events = new EventRecorder(objects, timeline);
        kubelet = new Kubelet(this, dice.of("kubelet"), containers);
        scheduler = new Scheduler(this);
        replicas = new ReplicaController(this, dice.of("pods"), containers);
        deployments = new DeploymentController(this);
        statefulSets = new StatefulSetController(this);
        endpoints = new EndpointsController(objects);
        autoscaler = new Autoscaler(this);
        volumes = new VolumeController(this);
    }

    public ObjectStore objects() {
        return objects;
    }

    public Timeline timeline() {
        return timeline;
    }

    public EventRecorder events() {
        return events;
    }

    public Kubelet kubelet() {
        return kubelet;
    }

    /**
     * Runs all controllers until nothing changes any more; what they report as events is no change.
     */
    public void settle() {
        if (settling) {
            return; // a controller's own change; the loop below sees it
        }
        settling = true;
        try {
            for (int round = 0; round < 100; round++) {
                long before = objects.stateVersion();
                collectGarbage();
                objects.list(ResourceType.DEPLOYMENT).forEach(deployments::reconcile);
                objects.list(ResourceType.REPLICA_SET).forEach(replicas::reconcile);
                objects.list(ResourceType.STATEFUL_SET).forEach(statefulSets::reconcile);
                scheduler.schedule();
                kubelet.notice();
                volumes.reconcile();
                endpoints.reconcile();
                if (objects.stateVersion() == before) {
                    return;
                }
            }
        } finally {
            settling = false;
        }
    }

    /** One round of the autoscalers, every minute. */
    public void autoscale(ToDoubleFunction<ObjectNode> cpuShareOfRequest) {
        long before = objects.version(ResourceType.DEPLOYMENT);
        autoscaler.round(cpuShareOfRequest);
        if (objects.version(ResourceType.DEPLOYMENT) != before) {
            settle();
        }
    }

    /** A pending pod as a template says, owned by an object. */
    public ObjectNode draftPod(ObjectNode owner, JsonNode template, String name) {
        return Pods.draft(owner, template, name, timeline.now());
    }

    /** Deletes an object; pods end gracefully, dependants go with their owner. */
    public void delete(ResourceType type, ObjectNode object, boolean now) {
        if (type.equals(ResourceType.POD)) {
            kubelet.terminate(object, now);
        } else {
            objects.remove(type, object);
        }
    }

    /** What a deleted owner leaves behind goes too, as with background propagation. */
    private void collectGarbage() {
        for (ResourceType type : List.of(ResourceType.REPLICA_SET, ResourceType.POD)) {
            for (ObjectNode object : objects.list(type)) {
                for (JsonNode owner : object.path("metadata").path("ownerReferences")) {
                    boolean gone =
                            ResourceType.ofKind(
                                            owner.path("apiVersion").asText(),
                                            owner.path("kind").asText())
                                    .flatMap(
                                            t ->
                                                    objects.get(
                                                            t,
                                                            Tree.namespace(object),
                                                            owner.path("name").asText()))
                                    .filter(o -> Tree.uid(o).equals(owner.path("uid").asText()))
                                    .isEmpty();
                    if (gone && !Tree.deleting(object)) {
                        delete(type, object, false);
                    }
                }
            }
        }
    }
}
