package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.act.Presence;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.PreviewRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The life of a step that changes fields of one object; what its kind of step changes, each tool
 * says.
 *
 * <p>The effect is one JSON patch that also carries the step's key ({@link StepPatch}), so that
 * after a crash the object itself tells whether the step was done. Sending the same patch twice
 * cannot do it twice: the second finds the tested values gone.
 */
abstract class FieldExecutor implements Executor {
    private static final Pattern KEY = Pattern.compile("[\\w./:#-]{1,200}");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private final KubernetesConnection connection;
    private final Set<Kind> kinds;
    final ApiServer api;

    FieldExecutor(KubernetesConnection connection, Set<Kind> kinds) {
        this.connection = connection;
        this.kinds = kinds;
        this.api = new ApiServer(connection);
    }

    /** The fields this step would change; those that would stay as they are may be among them. */
    abstract List<FieldChange> wanted(LiveObject live, Arguments arguments)
            throws PreviewRefused, ClusterTrouble;

    /** One sentence: how to undo it, or that it cannot be. */
    abstract String undoWords(LiveObject live);

    /** Names of objects that feel it. */
    List<String> affected(LiveObject live) throws ClusterTrouble {
        return pods(live);
    }

    /** How far the effect is once our values stand in the object. */
    Outcome progress(LiveObject live) throws ClusterTrouble {
        return new RolloutStatus(api).of(live);
    }

    @Override
    public Category category() {
        return Category.REMEDIATION;
    }

    @Override
    public final Preview preview(Intent intent) throws PreviewRefused {
        Arguments arguments = Arguments.of(intent, parameters());
        Kind kind = kind(intent);
        if (!connection.isConfigured()) {
            throw new PreviewRefused("no cluster is configured (k8s.config_path, k8s.url)");
        }
        try {
            ApiServer.Reply reply =
                    api.get(kind.path(intent.target().namespace(), intent.target().name()));
            if (!reply.isOk()) {
                throw new PreviewRefused(intent.target().id() + ": " + reply.words());
            }
            LiveObject live = new LiveObject(kind, reply.body());
            if (!intent.target().uid().isEmpty() && !intent.target().uid().equals(live.uid())) {
                throw new PreviewRefused(
                        intent.target().id() + " is another object than the one that was meant");
            }
            if (live.isBeingDeleted()) {
                throw new PreviewRefused(intent.target().id() + " is being deleted");
            }
            List<FieldChange> changes =
                    wanted(live, arguments).stream()
                            .filter(change -> !live.holds(change.path(), change.after()))
                            .toList();
            if (changes.isEmpty()) {
                throw new PreviewRefused(intent.target().id() + " already is as the step wants it");
            }
            Optional<String> objection =
                    OwnedFields.objection(live, changes, connection.settings().changeHelmOwned());
            if (objection.isPresent()) throw new PreviewRefused(objection.get());
            return tried(kind, live, changes);
        } catch (ClusterTrouble trouble) {
            throw new PreviewRefused(trouble.words(), trouble);
        }
    }

    private Preview tried(Kind kind, LiveObject live, List<FieldChange> changes)
            throws PreviewRefused, ClusterTrouble {
        ApiServer.Reply tried =
                api.patch(kind.path(live.target()), StepPatch.of(live, changes, null), true);
        if (!tried.isOk()) {
            throw new PreviewRefused(
                    "the dry run on " + live.target().id() + " was refused: " + tried.words());
        }
        LiveObject after = new LiveObject(kind, tried.body());
        List<FieldChange> asWritten = new ArrayList<>(); // the server spells 1000m as 1
        for (FieldChange change : changes) {
            asWritten.add(
                    new FieldChange(
                            change.path(),
                            change.before(),
                            after.at(change.path()).map(JsonNode::toString).orElse(null)));
        }
        return new Preview(
                live.target(),
                asWritten,
                UnifiedDiff.of(live.target().id(), yaml(live.json()), yaml(after.json())),
                affected(live),
                undoWords(live));
    }

    @Override
    public final Outcome execute(Intent intent, Preview bound, String stepKey) {
        return write(bound, bound.changes(), stepKey);
    }

    @Override
    public final Presence look(Intent intent, Preview bound, String stepKey) {
        try {
            ApiServer.Reply reply = api.get(kind(bound).path(bound.target()));
            if (reply.isAbsent()) return Presence.ABSENT;
            if (!reply.isOk()) return Presence.UNKNOWN;
            LiveObject live = new LiveObject(kind(bound), reply.body());
            return isOurs(live, bound) && live.annotation(LiveObject.STEP).equals(stepKey)
                    ? Presence.PRESENT
                    : Presence.ABSENT;
        } catch (ClusterTrouble trouble) {
            return Presence.UNKNOWN;
        }
    }

    @Override
    public final Outcome settled(Intent intent, Preview bound, String stepKey) {
        try {
            ApiServer.Reply reply = api.get(kind(bound).path(bound.target()));
            if (reply.isAbsent()) return new Outcome.Refused(bound.target().id() + " is gone");
            if (!reply.isOk()) return new Outcome.Retry(SOON, reply.words());
            LiveObject live = new LiveObject(kind(bound), reply.body());
            if (!isOurs(live, bound)) {
                return new Outcome.Refused(bound.target().id() + " was replaced by another object");
            }
            for (FieldChange change : bound.changes()) {
                if (!live.holds(change.path(), change.after())) {
                    return new Outcome.Refused(changedSince(bound, change));
                }
            }
            return progress(live);
        } catch (ClusterTrouble trouble) {
            return new Outcome.Retry(SOON, trouble.words());
        }
    }

    @Override
    public Outcome undo(Intent intent, Preview bound, String undoKey) {
        List<FieldChange> back =
                bound.changes().reversed().stream()
                        .map(c -> new FieldChange(c.path(), c.after(), c.before()))
                        .toList();
        return write(bound, back, undoKey);
    }

    private Outcome write(Preview bound, List<FieldChange> changes, String key) {
        if (!KEY.matcher(key).matches()) throw new IllegalArgumentException("step key " + key);
        Kind kind = kind(bound);
        try {
            ApiServer.Reply reply = api.get(kind.path(bound.target()));
            if (reply.isAbsent()) return new Outcome.Refused(bound.target().id() + " is gone");
            if (!reply.isOk()) return new Outcome.Retry(SOON, reply.words());
            LiveObject live = new LiveObject(kind, reply.body());
            if (!isOurs(live, bound)) {
                return new Outcome.Refused(bound.target().id() + " was replaced by another object");
            }
            if (live.annotation(LiveObject.STEP).equals(key)) {
                return new Outcome.Done("was done before under " + key);
            }
            for (FieldChange change : changes) {
                if (!live.holds(change.path(), change.before())) {
                    return new Outcome.Refused(changedSince(bound, change));
                }
            }
            return send(kind, live, bound, changes, key);
        } catch (ClusterTrouble trouble) {
            return new Outcome.Retry(SOON, trouble.words()); // only read so far
        }
    }

    private Outcome send(
            Kind kind, LiveObject live, Preview bound, List<FieldChange> changes, String key) {
        String detail;
        try {
            ApiServer.Reply reply =
                    api.patch(kind.path(bound.target()), StepPatch.of(live, changes, key), false);
            if (reply.isOk()) return new Outcome.Done("patched " + bound.target().id());
            detail = reply.words();
            switch (reply.status()) {
                case 429 -> {
                    return new Outcome.Retry(Duration.ofSeconds(reply.retrySeconds()), detail);
                }
                case 409, 422 -> {
                    return afterConflict(kind, bound, changes, key, detail);
                }
                default -> {
                    if (reply.status() < 500) return new Outcome.Refused(detail);
                    // A gateway's error does not say whether the server behind it did the work.
                }
            }
        } catch (ClusterTrouble trouble) {
            if (trouble.neverSent()) return new Outcome.Retry(SOON, trouble.words());
            detail = trouble.words();
        }
        return look(new Intent(tool(), bound.target(), java.util.Map.of()), bound, key)
                        == Presence.PRESENT
                ? new Outcome.Done("done, though the answer was lost")
                : new Outcome.Unknown(detail);
    }

    /** A test failed: somebody was quicker, perhaps at a field that does not concern us. */
    private Outcome afterConflict(
            Kind kind, Preview bound, List<FieldChange> changes, String key, String detail)
            throws ClusterTrouble {
        ApiServer.Reply reply = api.get(kind.path(bound.target()));
        if (!reply.isOk()) return new Outcome.Retry(SOON, detail); // a failed test changes nothing
        LiveObject live = new LiveObject(kind, reply.body());
        if (live.annotation(LiveObject.STEP).equals(key)) {
            return new Outcome.Done("was done before under " + key);
        }
        for (FieldChange change : changes) {
            if (!live.holds(change.path(), change.before())) {
                return new Outcome.Refused(changedSince(bound, change));
            }
        }
        return new Outcome.Retry(Duration.ofSeconds(1), detail);
    }

    /** Names of the pods that a workload runs; empty for objects that run none. */
    final List<String> pods(LiveObject live) throws ClusterTrouble {
        JsonNode selector = live.json().at("/spec/selector");
        if (selector.isMissingNode()) return List.of();
        List<String> names = new ArrayList<>();
        for (JsonNode pod :
                api.get(Kind.POD.path(live.namespace()) + Selectors.query(selector))
                        .body()
                        .path("items")) {
            names.add("pod/" + live.namespace() + "/" + pod.at("/metadata/name").asText());
        }
        return names;
    }

    /** The index of a container in a workload's template. */
    static int container(LiveObject live, Optional<String> name) throws PreviewRefused {
        JsonNode containers = live.json().at("/spec/template/spec/containers");
        if (name.isEmpty()) {
            if (containers.size() == 1) return 0;
            throw new PreviewRefused(
                    live.target().id() + " has several containers; 'container' says which");
        }
        for (int i = 0; i < containers.size(); i++) {
            if (containers.get(i).path("name").asText().equals(name.get())) return i;
        }
        throw new PreviewRefused(live.target().id() + " has no container '" + name.get() + "'");
    }

    static FieldChange change(LiveObject live, String path, JsonNode after) {
        return new FieldChange(
                path, live.at(path).map(JsonNode::toString).orElse(null), after.toString());
    }

    static FieldChange change(LiveObject live, String path, String after) {
        return change(live, path, JSON.getNodeFactory().textNode(after));
    }

    private Kind kind(Intent intent) throws PreviewRefused {
        Optional<Kind> kind = Kind.of(intent.target().kind()).filter(kinds::contains);
        if (kind.isEmpty()) {
            throw new PreviewRefused(
                    tool()
                            + " works on "
                            + kinds.stream().map(Kind::text).sorted().toList()
                            + ", not on "
                            + intent.target().kind());
        }
        if (!Kind.isName(intent.target().namespace()) || !Kind.isName(intent.target().name())) {
            throw new PreviewRefused("'" + intent.target().id() + "' does not name an object");
        }
        return kind.get();
    }

    private static Kind kind(Preview bound) {
        return Kind.of(bound.target().kind()).orElseThrow();
    }

    private static boolean isOurs(LiveObject live, Preview bound) {
        return live.uid().equals(bound.target().uid());
    }

    private static String changedSince(Preview bound, FieldChange change) {
        return change.path() + " of " + bound.target().id() + " was changed by someone else since";
    }

    private static String yaml(JsonNode object) {
        ObjectNode shown = object.deepCopy();
        shown.remove("status");
        if (shown.path("metadata") instanceof ObjectNode meta) {
            meta.remove(List.of("managedFields", "resourceVersion", "generation"));
        }
        try {
            return YAML.asYaml(JSON.treeToValue(shown, java.util.Map.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
