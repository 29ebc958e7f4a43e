package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.Presence;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.act.Target;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Evicts one pod, so that its controller makes another. Eviction asks the disruption budgets, where
 * deletion would not. The pod's UID is a precondition: a pod of the same name made later is safe,
 * and whether the effect is there is whether that UID is still there.
 */
@Singleton
public final class RestartPod implements Executor {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KubernetesConnection connection;
    private final ApiServer api;

    @Inject
    public RestartPod(KubernetesConnection connection) {
        this.connection = connection;
        this.api = new ApiServer(connection);
    }

    @Override
    public String tool() {
        return "kubernetes.restart_pod";
    }

    @Override
    public Category category() {
        return Category.REMEDIATION;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public Preview preview(Intent intent) throws PreviewRefused {
        Arguments.of(intent, parameters());
        Target wanted = intent.target();
        if (!wanted.kind().equals("Pod")
                || !Kind.isName(wanted.namespace())
                || !Kind.isName(wanted.name())) {
            throw new PreviewRefused(tool() + " works on a pod, not on '" + wanted.id() + "'");
        }
        if (!connection.isConfigured()) {
            throw new PreviewRefused("no cluster is configured (k8s.config_path, k8s.url)");
        }
        try {
            ApiServer.Reply reply = api.get(Kind.POD.path(wanted));
            if (!reply.isOk()) throw new PreviewRefused(wanted.id() + ": " + reply.words());
            LiveObject pod = new LiveObject(Kind.POD, reply.body());
            if (!wanted.uid().isEmpty() && !wanted.uid().equals(pod.uid())) {
                throw new PreviewRefused(
                        wanted.id() + " is another pod than the one that was meant");
            }
            if (pod.isBeingDeleted()) throw new PreviewRefused(wanted.id() + " is being deleted");
            Optional<JsonNode> controller = controller(pod);
            if (controller.isEmpty()) {
                throw new PreviewRefused(
                        wanted.id() + " has no controller; nothing would make it again");
            }
            ApiServer.Reply tried = evict(pod.target(), true);
            if (!tried.isOk()) {
                throw new PreviewRefused(
                        "the dry run of the eviction was refused: " + tried.words());
            }
            return new Preview(
                    pod.target(),
                    List.of(new FieldChange("/metadata/uid", "\"" + pod.uid() + "\"", null)),
                    "- pod %s (%s)\n+ a new pod of %s %s"
                            .formatted(
                                    pod.name(),
                                    pod.uid(),
                                    controller.get().path("kind").asText(),
                                    controller.get().path("name").asText()),
                    List.of(wanted.id()),
                    "An eviction cannot be undone; its controller makes another pod.");
        } catch (ClusterTrouble trouble) {
            throw new PreviewRefused(trouble.words(), trouble);
        }
    }

    @Override
    public Outcome execute(Intent intent, Preview bound, String stepKey) {
        String detail;
        if (look(intent, bound, stepKey) == Presence.PRESENT) {
            return new Outcome.Done(bound.target().id() + " is gone already");
        }
        try {
            ApiServer.Reply reply = evict(bound.target(), false);
            if (reply.isOk()) return new Outcome.Done("evicted " + bound.target().id());
            if (reply.isAbsent()) return new Outcome.Done(bound.target().id() + " is gone already");
            detail = reply.words();
            if (reply.status() == 429) {
                return new Outcome.Retry(
                        Duration.ofSeconds(reply.retrySeconds()),
                        "a disruption budget holds the pod for now: " + detail);
            }
            // 409: the UID is another's
            if (reply.status() < 500) return new Outcome.Refused(detail);
        } catch (ClusterTrouble trouble) {
            if (trouble.neverSent()) return new Outcome.Retry(SOON, trouble.words());
            detail = trouble.words();
        }
        return look(intent, bound, stepKey) == Presence.PRESENT
                ? new Outcome.Done("evicted, though the answer was lost")
                : new Outcome.Unknown(detail);
    }

    @Override
    public Presence look(Intent intent, Preview bound, String stepKey) {
        try {
            ApiServer.Reply reply = api.get(Kind.POD.path(bound.target()));
            if (reply.isAbsent()) return Presence.PRESENT;
            if (!reply.isOk()) return Presence.UNKNOWN;
            LiveObject pod = new LiveObject(Kind.POD, reply.body());
            boolean still = pod.uid().equals(bound.target().uid()) && !pod.isBeingDeleted();
            return still ? Presence.ABSENT : Presence.PRESENT;
        } catch (ClusterTrouble trouble) {
            return Presence.UNKNOWN;
        }
    }

    /** Done when the pod is gone and no pod of its namespace that shares its labels is unready. */
    @Override
    public Outcome settled(Intent intent, Preview bound, String stepKey) {
        try {
            ApiServer.Reply reply = api.get(Kind.POD.path(bound.target()));
            if (!reply.isOk() && !reply.isAbsent()) return new Outcome.Retry(SOON, reply.words());
            if (reply.isOk()) {
                LiveObject pod = new LiveObject(Kind.POD, reply.body());
                if (pod.uid().equals(bound.target().uid())) {
                    return new Outcome.Retry(SOON, bound.target().id() + " is still ending");
                }
            }
            return replaced(bound.target());
        } catch (ClusterTrouble trouble) {
            return new Outcome.Retry(SOON, trouble.words());
        }
    }

    private Outcome replaced(Target gone) throws ClusterTrouble {
        for (Kind kind : new Kind[] {Kind.REPLICA_SET, Kind.STATEFUL_SET, Kind.DAEMON_SET}) {
            for (JsonNode owner : api.get(kind.path(gone.namespace())).body().path("items")) {
                String name = owner.at("/metadata/name").asText();
                if (!gone.name().startsWith(name + "-")
                        || gone.name().substring(name.length() + 1).contains("-")) {
                    continue;
                }
                JsonNode status = owner.path("status");
                int wanted =
                        kind == Kind.DAEMON_SET
                                ? status.path("desiredNumberScheduled").asInt(0)
                                : owner.at("/spec/replicas").asInt(1);
                int ready =
                        kind == Kind.DAEMON_SET
                                ? status.path("numberReady").asInt(0)
                                : status.path("readyReplicas").asInt(0);
                if (ready < wanted) {
                    return new Outcome.Retry(
                            SOON, "%d of %d pods of %s are ready".formatted(ready, wanted, name));
                }
                return new Outcome.Done(
                        "%d of %d pods of %s are ready".formatted(ready, wanted, name));
            }
        }
        return new Outcome.Done("evicted; its controller is gone too");
    }

    @Override
    public Outcome undo(Intent intent, Preview bound, String undoKey) {
        return new Outcome.Refused("an evicted pod cannot be brought back");
    }

    private ApiServer.Reply evict(Target pod, boolean dryRun) throws ClusterTrouble {
        ObjectNode eviction = JSON.createObjectNode();
        eviction.put("apiVersion", "policy/v1").put("kind", "Eviction");
        eviction.putObject("metadata").put("name", pod.name()).put("namespace", pod.namespace());
        ObjectNode options = eviction.putObject("deleteOptions");
        options.put("apiVersion", "v1").put("kind", "DeleteOptions");
        options.putObject("preconditions").put("uid", pod.uid());
        if (dryRun) options.putArray("dryRun").add("All");
        return api.post(Kind.POD.path(pod) + "/eviction", eviction, dryRun);
    }

    private static Optional<JsonNode> controller(LiveObject pod) {
        for (JsonNode owner : pod.json().at("/metadata/ownerReferences")) {
            if (owner.path("controller").asBoolean(false)) return Optional.of(owner);
        }
        return Optional.empty();
    }
}
