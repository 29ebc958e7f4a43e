package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.contract.act.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How far a roll-out is, by the rules of {@code kubectl rollout status}, and sooner than those
 * where a new pod can be seen to be beyond help.
 */
final class RolloutStatus {
    private static final Duration SOON = Duration.ofSeconds(5);

    /** Reasons of waiting containers that time alone does not mend. */
    private static final Set<String> HOPELESS =
            Set.of(
                    "ImagePullBackOff",
                    "InvalidImageName",
                    "ErrImageNeverPull",
                    "CreateContainerConfigError",
                    "CreateContainerError",
                    "CrashLoopBackOff");

    private final ApiServer api;

    RolloutStatus(ApiServer api) {
        this.api = api;
    }

    Outcome of(LiveObject live) throws ClusterTrouble {
        JsonNode status = live.json().path("status");
        JsonNode spec = live.json().path("spec");
        if (status.path("observedGeneration").asLong(0)
                < live.json().at("/metadata/generation").asLong(0)) {
            return new Outcome.Retry(SOON, "the controller has not seen the change yet");
        }
        Outcome counted =
                switch (live.kind()) {
                    case DEPLOYMENT -> deployment(spec, status);
                    case STATEFUL_SET -> statefulSet(spec, status);
                    case DAEMON_SET -> daemonSet(status);
                    default -> new Outcome.Done("nothing to wait for");
                };
        if (counted instanceof Outcome.Retry) {
            Optional<String> hopeless = hopelessPod(live);
            if (hopeless.isPresent()) return new Outcome.Refused(hopeless.get());
        }
        return counted;
    }

    private static Outcome deployment(JsonNode spec, JsonNode status) {
        for (JsonNode condition : status.path("conditions")) {
            if (condition.path("type").asText().equals("Progressing")
                    && condition.path("reason").asText().equals("ProgressDeadlineExceeded")) {
                return new Outcome.Refused(
                        "the roll-out made no progress within its deadline: "
                                + condition.path("message").asText());
            }
        }
        int wanted = spec.path("replicas").asInt(1);
        int updated = status.path("updatedReplicas").asInt(0);
        int all = status.path("replicas").asInt(0);
        int available = status.path("availableReplicas").asInt(0);
        if (updated < wanted) return waiting("%d of %d new pods exist", updated, wanted);
        if (all > updated) return waiting("%d old pods are still to go", all - updated, wanted);
        if (available < updated)
            return waiting("%d of %d new pods are available", available, updated);
        return new Outcome.Done("%d of %d pods are new and available".formatted(available, wanted));
    }

    private static Outcome statefulSet(JsonNode spec, JsonNode status) {
        int wanted = spec.path("replicas").asInt(1);
        int ready = status.path("readyReplicas").asInt(0);
        if (ready < wanted) return waiting("%d of %d pods are ready", ready, wanted);
        if (status.path("replicas").asInt(wanted) > wanted) {
            return waiting("%d pods, %d wanted", status.path("replicas").asInt(), wanted);
        }
        String current = status.path("currentRevision").asText();
        String update = status.path("updateRevision").asText();
        int updated = status.path("updatedReplicas").asInt(0);
        int kept = spec.at("/updateStrategy/rollingUpdate/partition").asInt(0);
        if (!current.equals(update) && updated < wanted - kept) {
            return waiting("%d of %d pods are new", updated, wanted - kept);
        }
        return new Outcome.Done("%d of %d pods are new and ready".formatted(ready, wanted));
    }

    private static Outcome daemonSet(JsonNode status) {
        int wanted = status.path("desiredNumberScheduled").asInt(0);
        int updated = status.path("updatedNumberScheduled").asInt(0);
        int available = status.path("numberAvailable").asInt(0);
        if (updated < wanted) return waiting("%d of %d pods are new", updated, wanted);
        if (available < wanted) return waiting("%d of %d pods are available", available, wanted);
        return new Outcome.Done("%d of %d pods are new and available".formatted(available, wanted));
    }

    private static Outcome waiting(String words, int first, int second) {
        return new Outcome.Retry(SOON, words.formatted(first, second));
    }

    /** Only pods of the revision wanted now count: old ones may be what is being mended. */
    private Optional<String> hopelessPod(LiveObject live) throws ClusterTrouble {
        Optional<String> mark = markOfNewPods(live);
        if (mark.isEmpty()) return Optional.empty();
        ApiServer.Reply pods =
                api.get(
                        Kind.POD.path(live.namespace())
                                + Selectors.query(live.json().at("/spec/selector")));
        for (JsonNode pod : pods.body().path("items")) {
            JsonNode labels = pod.at("/metadata/labels");
            if (!labels.path("pod-template-hash").asText().equals(mark.get())
                    && !labels.path("controller-revision-hash").asText().equals(mark.get())) {
                continue;
            }
            for (String list : new String[] {"initContainerStatuses", "containerStatuses"}) {
                for (JsonNode container : pod.path("status").path(list)) {
                    JsonNode waiting = container.at("/state/waiting");
                    if (HOPELESS.contains(waiting.path("reason").asText())) {
                        return Optional.of(
                                "new pod %s does not start: %s %s"
                                        .formatted(
                                                pod.at("/metadata/name").asText(),
                                                waiting.path("reason").asText(),
                                                waiting.path("message").asText()));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The label value by which pods of the wanted revision are known. */
    private Optional<String> markOfNewPods(LiveObject live) throws ClusterTrouble {
        if (live.kind() == Kind.STATEFUL_SET) {
            return live.at("/status/updateRevision").map(JsonNode::asText);
        }
        if (live.kind() != Kind.DEPLOYMENT) return Optional.empty();
        for (JsonNode set : RevisionHistory.replicaSets(api, live)) {
            JsonNode revision = set.at("/metadata/annotations").path(Rollouts.REVISION);
            if (revision.asText().equals(live.annotation(Rollouts.REVISION))) {
                return Optional.of(set.at("/metadata/labels/pod-template-hash").asText());
            }
        }
        return Optional.empty();
    }
}
