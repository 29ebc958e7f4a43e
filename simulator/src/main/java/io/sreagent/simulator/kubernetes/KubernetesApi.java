package io.sreagent.simulator.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.ApiException;
import io.sreagent.simulator.cluster.Cluster;
import io.sreagent.simulator.cluster.ObjectStore;
import io.sreagent.simulator.cluster.Selector;
import io.sreagent.simulator.cluster.Tree;
import io.sreagent.simulator.http.MutationLog;
import io.sreagent.simulator.http.Reply;
import io.sreagent.simulator.http.Request;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The Kubernetes REST API (https://kubernetes.io/docs/reference/using-api/api-concepts/) over the
 * simulated cluster. Errors are {@code metav1.Status}; requests that ask for a change are logged,
 * whatever becomes of them.
 */
public final class KubernetesApi implements Function<Request, Reply> {
    private final Cluster cluster;
    private final ObjectStore objects;
    private final PodLog podLog;
    private final Writes writes;
    private final InstantSource clock;
    private final ReadWriteLock lock;
    private final Runnable catchUp;
    private final MutationLog log;
    private final String token;

    /**
     * @param catchUp brings the world to the clock's time; called before the lock is taken
     * @param token bearer token clients must show; empty for none
     */
    public KubernetesApi(
            Cluster cluster,
            PodLog podLog,
            InstantSource clock,
            ReadWriteLock lock,
            Runnable catchUp,
            MutationLog log,
            String token) {
        this.cluster = cluster;
        this.objects = cluster.objects();
        this.podLog = podLog;
        this.writes = new Writes(cluster);
        this.clock = clock;
        this.lock = lock;
        this.catchUp = catchUp;
        this.log = log;
        this.token = token;
    }

    @Override
    public Reply apply(Request request) {
        catchUp.run();
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        if (!token.isEmpty()
                && !request.header("Authorization").orElse("").equals("Bearer " + token)) {
            return failure(new ApiException(401, "Unauthorized", "Unauthorized"));
        }
        Lock held = reads ? lock.readLock() : lock.writeLock();
        held.lock();
        try {
            Reply reply = answer(request, reads);
            if (!reads
                    && reply instanceof Reply.Whole(int code, String type, byte[] body)
                    && !request.path().contains("/selfsubject")) {
                log.record(clock.instant(), request, Writes.dryRun(request), code);
            }
            return reply;
        } finally {
            held.unlock();
        }
    }

    private Reply answer(Request request, boolean reads) {
        try {
            return reads ? read(request) : write(request);
        } catch (ApiException e) {
            return failure(e);
        } catch (IllegalArgumentException e) {
            return failure(ApiException.badRequest(String.valueOf(e.getMessage())));
        }
    }

    private static Reply failure(ApiException e) {
        return Reply.json(e.code(), Status.of(e));
    }

    private static ApiException noSuchPath() {
        return new ApiException(
                404, "NotFound", "the server could not find the requested resource");
    }

    private Reply read(Request request) {
        String path = request.path();
        if (path.equals("/healthz") || path.equals("/livez") || path.equals("/readyz")) {
            return Reply.text(200, "ok");
        }
        Optional<ObjectNode> discovery = Discovery.answer(path);
        if (discovery.isPresent()) {
            return Reply.json(200, discovery.get());
        }
        Target target = Target.of(path).orElseThrow(KubernetesApi::noSuchPath);
        if (target.name().isEmpty()) {
            return request.flag("watch") ? watch(request, target) : list(request, target);
        }
        ObjectNode object = writes.existing(target);
        return switch (target.subresource()) {
            case "log" -> podLog.answer(object, request, clock.millis());
            case "scale" -> Reply.json(200, Writes.scaleOf(target, object));
            case "eviction" ->
                    throw new ApiException(
                            405,
                            "MethodNotAllowed",
                            "the server does not allow this method on the requested resource");
            default -> Reply.json(200, object);
        };
    }

    private Predicate<JsonNode> selector(Request request, Target target) {
        Predicate<JsonNode> inNamespace =
                o -> target.namespace().isEmpty() || Tree.namespace(o).equals(target.namespace());
        return inNamespace
                .and(Selector.labels(request.parameter("labelSelector").orElse("")))
                .and(Selector.fields(request.parameter("fieldSelector").orElse("")));
    }

    private Reply list(Request request, Target target) {
        List<ObjectNode> all =
                objects.list(target.type(), target.namespace()).stream()
                        .filter(selector(request, target))
                        .toList();
        int from = request.parameter("continue").map(KubernetesApi::offset).orElse(0);
        int limit =
                request.parameter("limit")
                        .filter(l -> l.matches("[0-9]{1,9}"))
                        .map(Integer::parseInt)
                        .filter(l -> l > 0)
                        .orElse(Integer.MAX_VALUE);
        int to = (int) Math.min(all.size(), (long) from + limit);
        ObjectNode list =
                Tree.object(
                        "kind",
                        target.type().kind() + "List",
                        "apiVersion",
                        target.type().apiVersion());
        ObjectNode metadata =
                list.putObject("metadata").put("resourceVersion", Long.toString(objects.version()));
        if (to < all.size()) {
            metadata.put(
                    "continue",
                    Base64.getUrlEncoder()
                            .encodeToString(
                                    Integer.toString(to).getBytes(StandardCharsets.US_ASCII)));
            metadata.put("remainingItemCount", all.size() - to);
        }
        ArrayNode items = list.putArray("items");
        all.subList(Math.min(from, to), to).forEach(items::add);
        return Reply.json(200, list);
    }

    private static int offset(String token) {
        try {
            return Integer.parseInt(
                    new String(Base64.getUrlDecoder().decode(token), StandardCharsets.US_ASCII));
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("continue key is not valid: " + token);
        }
    }

    private Reply watch(Request request, Target target) {
        if (request.header("Upgrade").isPresent()) {
            return Reply.text(
                    200, ""); // no web socket here: clients go on with a plain streaming request
        }
        Predicate<JsonNode> selects = selector(request, target);
        String from = request.parameter("resourceVersion").orElse("");
        boolean asksInitial = request.flag("sendInitialEvents");
        boolean fresh = asksInitial || from.isEmpty() || from.equals("0");
        List<ObjectNode> initial =
                fresh ? objects.list(target.type()).stream().filter(selects).toList() : List.of();
        long version = fresh ? objects.version() : version(from);
        long seconds =
                request.parameter("timeoutSeconds")
                        .filter(s -> s.matches("[0-9]{1,9}"))
                        .map(Long::parseLong)
                        .orElse(1800L);
        return new Reply.Streaming(
                "application/json",
                new Watch(
                        objects,
                        target.type(),
                        selects,
                        initial,
                        asksInitial,
                        request.flag("allowWatchBookmarks"),
                        version,
                        seconds));
    }

    private static long version(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest("invalid resource version \"" + text + "\"");
        }
    }

    private Reply write(Request request) {
        if (request.path().startsWith("/apis/authorization.k8s.io/v1/selfsubject")) {
            ObjectNode review = Writes.body(request);
            review.putObject("status").put("allowed", true);
            return Reply.json(201, review);
        }
        Target target = Target.of(request.path()).orElseThrow(KubernetesApi::noSuchPath);
        Reply reply = writes.perform(request, target);
        cluster.settle();
        return reply;
    }
}
