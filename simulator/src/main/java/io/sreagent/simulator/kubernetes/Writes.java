package io.sreagent.simulator.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.ApiException;
import io.sreagent.simulator.cluster.Cluster;
import io.sreagent.simulator.cluster.ObjectStore;
import io.sreagent.simulator.cluster.Patch;
import io.sreagent.simulator.cluster.Pods;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.cluster.Selector;
import io.sreagent.simulator.cluster.Tree;
import io.sreagent.simulator.http.Reply;
import io.sreagent.simulator.http.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Create, update, patch, delete, scale and evict. With {@code dryRun=All} everything is checked and
 * answered, nothing is kept.
 */
final class Writes {
    private final Cluster cluster;
    private final ObjectStore objects;

    Writes(Cluster cluster) {
        this.cluster = cluster;
        this.objects = cluster.objects();
    }

    Reply perform(Request request, Target target) {
        return switch (request.method()) {
            case "POST" -> post(request, target);
            case "PUT" -> put(request, target);
            case "PATCH" -> patch(request, target);
            case "DELETE" -> delete(request, target);
            default ->
                    throw new ApiException(
                            405,
                            "MethodNotAllowed",
                            "the server does not allow this method on the requested resource");
        };
    }

    static boolean dryRun(Request request) {
        if (request.all("dryRun").contains("All")) {
            return true;
        }
        String method = request.method();
        if (!method.equals("DELETE") && !request.path().endsWith("/eviction")) {
            return false;
        }
        try { // deletion and eviction carry it in the body as well
            JsonNode body =
                    request.body().length == 0
                            ? Tree.object()
                            : Reply.JSON.readTree(request.body());
            return body.path("dryRun").toString().contains("All")
                    || body.path("deleteOptions").path("dryRun").toString().contains("All");
        } catch (IOException e) {
            return false;
        }
    }

    static ObjectNode body(Request request) {
        if (request.body().length == 0) {
            return Tree.object();
        }
        JsonNode node = anyBody(request);
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.badRequest("the body must be an object");
    }

    private static JsonNode anyBody(Request request) {
        boolean yaml = request.header("Content-Type").orElse("").contains("yaml");
        try {
            if (yaml) {
                Object loaded =
                        new Yaml(new SafeConstructor(new LoaderOptions()))
                                .load(new String(request.body(), StandardCharsets.UTF_8));
                return Reply.JSON.valueToTree(loaded);
            }
            return Reply.JSON.readTree(request.body());
        } catch (IOException | YAMLException e) {
            throw ApiException.badRequest("the body cannot be read: " + e.getMessage());
        }
    }

    ObjectNode existing(Target target) {
        return objects.get(target.type(), target.namespace(), target.name())
                .orElseThrow(() -> ApiException.notFound(target.type(), target.name()));
    }

    private Reply post(Request request, Target target) {
        if (target.subresource().equals("eviction")) {
            return evict(request, target);
        }
        if (!target.name().isEmpty()) {
            throw new ApiException(
                    405,
                    "MethodNotAllowed",
                    "the server does not allow this method on the requested resource");
        }
        return Reply.json(201, create(request, target, body(request)));
    }

    private ObjectNode create(Request request, Target target, ObjectNode object) {
        ResourceType type = target.type();
        if (type.namespaced()) {
            String given = Tree.namespace(object);
            if (!given.isEmpty() && !given.equals(target.namespace())) {
                throw ApiException.badRequest(
                        "the namespace of the provided object does not match the namespace sent on the request");
            }
            if (objects.get(ResourceType.NAMESPACE, "", target.namespace()).isEmpty()) {
                throw ApiException.notFound(ResourceType.NAMESPACE, target.namespace());
            }
            Tree.make(object, "metadata").put("namespace", target.namespace());
        }
        if (type.equals(ResourceType.DEPLOYMENT) && !object.path("spec").has("replicas")) {
            Tree.make(object, "spec").put("replicas", 1);
        }
        if (type.equals(ResourceType.POD)) {
            Tree.make(object, "status").put("phase", "Pending");
        }
        Validation.check(type, object, null);
        managed(object, request);
        return objects.create(type, object, dryRun(request));
    }

    private Reply put(Request request, Target target) {
        ObjectNode wanted = body(request);
        ObjectNode known = existing(target);
        if (target.subresource().equals("scale")) {
            return scale(request, target, known, wanted);
        }
        return Reply.json(200, store(request, target, known, wanted));
    }

    private Reply patch(Request request, Target target) {
        String type = request.header("Content-Type").orElse("").replaceFirst(";.*", "").trim();
        JsonNode patch = anyBody(request);
        if (type.equals("application/apply-patch+yaml")
                && objects.get(target.type(), target.namespace(), target.name()).isEmpty()) {
            return Reply.json(201, create(request, target, body(request)));
        }
        ObjectNode known = existing(target);
        boolean scale = target.subresource().equals("scale");
        JsonNode from = scale ? scaleOf(target, known) : known;
        JsonNode patched =
                switch (type) {
                    case "application/json-patch+json" -> Patch.json(from, patch);
                    case "application/merge-patch+json" -> Patch.merge(from, patch);
                    case "application/strategic-merge-patch+json", "application/apply-patch+yaml" ->
                            Patch.strategic(from, patch);
                    default ->
                            throw new ApiException(
                                    415,
                                    "UnsupportedMediaType",
                                    "the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/strategic-merge-patch+json, application/apply-patch+yaml");
                };
        if (!(patched instanceof ObjectNode wanted)) {
            throw ApiException.badRequest("the patched object must be an object");
        }
        if (scale) {
            return scale(request, target, known, wanted);
        }
        return Reply.json(200, store(request, target, known, wanted));
    }

    /** The new state of an object, or of its status alone. */
    private ObjectNode store(Request request, Target target, ObjectNode known, ObjectNode wanted) {
        String name = Tree.name(wanted);
        if (!name.equals(target.name())) {
            throw ApiException.badRequest(
                    "the name of the object (%s) does not match the name on the URL (%s)"
                            .formatted(name, target.name()));
        }
        ObjectStore.check(
                target.type(),
                known,
                Tree.uid(wanted),
                Tree.text(wanted, "metadata/resourceVersion"));
        ObjectNode next = wanted.deepCopy();
        if (target.subresource().equals("status")) {
            next = known.deepCopy();
            next.set("status", wanted.path("status"));
        } else if (known.has("status")) {
            next.set("status", known.path("status"));
        }
        Validation.check(target.type(), next, known);
        if (!next.equals(known)) {
            managed(next, request);
        }
        return objects.replace(target.type(), next, dryRun(request));
    }

    /** One entry per manager: who wrote, how and when. */
    private void managed(ObjectNode object, Request request) {
        String manager =
                request.parameter("fieldManager")
                        .orElse(
                                request.header("User-Agent")
                                        .orElse("unknown")
                                        .replaceFirst("[/ ].*", ""));
        boolean apply =
                request.header("Content-Type").orElse("").startsWith("application/apply-patch");
        ArrayNode fields = Tree.object().putArray("managedFields");
        for (JsonNode entry : object.path("metadata").path("managedFields")) {
            if (!entry.path("manager").asText().equals(manager)) {
                fields.add(entry);
            }
        }
        ObjectNode entry = fields.addObject();
        entry.put("manager", manager)
                .put("operation", apply ? "Apply" : "Update")
                .put("apiVersion", object.path("apiVersion").asText());
        entry.put("time", Tree.time(cluster.timeline().now()))
                .put("fieldsType", "FieldsV1")
                .putObject("fieldsV1");
        Tree.make(object, "metadata").set("managedFields", fields);
    }

    static ObjectNode scaleOf(Target target, ObjectNode object) {
        ObjectNode scale = Tree.object("kind", "Scale", "apiVersion", "autoscaling/v1");
        ObjectNode metadata = scale.putObject("metadata");
        for (String field :
                List.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp")) {
            metadata.set(field, object.path("metadata").path(field));
        }
        scale.putObject("spec").put("replicas", object.path("spec").path("replicas").asInt(1));
        ObjectNode status =
                scale.putObject("status")
                        .put("replicas", object.path("status").path("replicas").asInt());
        StringBuilder selector = new StringBuilder();
        object.path("spec")
                .path("selector")
                .path("matchLabels")
                .properties()
                .forEach(
                        e ->
                                selector.append(selector.isEmpty() ? "" : ",")
                                        .append(e.getKey())
                                        .append('=')
                                        .append(e.getValue().asText()));
        status.put("selector", selector.toString());
        return scale;
    }

    private Reply scale(Request request, Target target, ObjectNode known, ObjectNode wanted) {
        ObjectStore.check(
                target.type(),
                known,
                Tree.uid(wanted),
                Tree.text(wanted, "metadata/resourceVersion"));
        JsonNode replicas = wanted.path("spec").path("replicas");
        ObjectNode next = known.deepCopy();
        Tree.make(next, "spec")
                .set("replicas", replicas.isMissingNode() ? Tree.object().numberNode(0) : replicas);
        Validation.check(target.type(), next, known);
        if (!next.equals(known)) {
            managed(next, request);
        }
        return Reply.json(
                200, scaleOf(target, objects.replace(target.type(), next, dryRun(request))));
    }

    private Reply delete(Request request, Target target) {
        ObjectNode options = body(request);
        if (target.name().isEmpty()) {
            return deleteCollection(request, target);
        }
        ObjectNode known = existing(target);
        ObjectStore.check(
                target.type(),
                known,
                Tree.text(options, "preconditions/uid"),
                Tree.text(options, "preconditions/resourceVersion"));
        boolean now =
                options.path("gracePeriodSeconds")
                        .asText(request.parameter("gracePeriodSeconds").orElse(""))
                        .equals("0");
        if (!dryRun(request)) {
            orphan(
                    known,
                    options.path("propagationPolicy")
                            .asText(request.parameter("propagationPolicy").orElse("")));
            cluster.delete(target.type(), known, now);
        }
        if (target.type().equals(ResourceType.POD)) {
            return Reply.json(
                    200,
                    objects.get(target.type(), target.namespace(), target.name()).orElse(known));
        }
        ObjectNode status = Status.success(200);
        status.remove("code");
        status.putObject("details")
                .put("name", target.name())
                .put("group", target.type().group())
                .put("kind", target.type().plural())
                .put("uid", Tree.uid(known));
        return Reply.json(200, status);
    }

    private void orphan(ObjectNode owner, String policy) {
        if (!policy.equals("Orphan")) {
            return;
        }
        for (ResourceType type : List.of(ResourceType.REPLICA_SET, ResourceType.POD)) {
            for (ObjectNode child : objects.list(type, Tree.namespace(owner))) {
                if (Tree.ownedBy(child, Tree.uid(owner))) {
                    objects.edit(
                            type, child, c -> Tree.make(c, "metadata").remove("ownerReferences"));
                }
            }
        }
    }

    private Reply deleteCollection(Request request, Target target) {
        var selects =
                Selector.labels(request.parameter("labelSelector").orElse(""))
                        .and(Selector.fields(request.parameter("fieldSelector").orElse("")));
        for (ObjectNode object : objects.list(target.type(), target.namespace())) {
            if (selects.test(object) && !dryRun(request)) {
                cluster.delete(target.type(), object, false);
            }
        }
        return Reply.json(200, Status.success(200));
    }

    /** Deletes a pod if every budget over it allows one more disruption (429 otherwise). */
    private Reply evict(Request request, Target target) {
        ObjectNode pod = existing(target);
        JsonNode options = body(request).path("deleteOptions");
        ObjectStore.check(
                target.type(),
                pod,
                Tree.text(options, "preconditions/uid"),
                Tree.text(options, "preconditions/resourceVersion"));
        for (ObjectNode budget : objects.list(ResourceType.BUDGET, target.namespace())) {
            boolean over = Selector.of(budget.path("spec").path("selector")).test(pod);
            boolean counts =
                    Pods.ready(pod)
                            || !Tree.text(budget, "spec/unhealthyPodEvictionPolicy")
                                    .equals("AlwaysAllow");
            if (over
                    && counts
                    && Pods.active(pod)
                    && budget.path("status").path("disruptionsAllowed").asInt() < 1) {
                throw new ApiException(
                        429,
                        "TooManyRequests",
                        "Cannot evict pod as it would violate the pod's disruption budget.");
            }
        }
        if (!dryRun(request) && !Tree.deleting(pod)) {
            cluster.delete(
                    ResourceType.POD,
                    pod,
                    Optional.of(options.path("gracePeriodSeconds"))
                                    .filter(JsonNode::isNumber)
                                    .map(JsonNode::asInt)
                                    .orElse(30)
                            == 0);
        }
        return Reply.json(201, Status.success(201));
    }
}
