package io.sreagent.simulator.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.ApiException;
import io.sreagent.simulator.cluster.Change;
import io.sreagent.simulator.cluster.ObjectStore;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.cluster.Tree;
import io.sreagent.simulator.http.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Predicate;

/**
 * One watch: what is there already when asked for, then every change, until the time is up or the
 * client is gone. Objects that begin or cease to match the selector arrive as ADDED and DELETED.
 */
final class Watch implements Reply.Body {
    private static final long POLL = 500;
    private static final long BOOKMARK = 20_000_000_000L;

    private final ObjectStore objects;
    private final ResourceType type;
    private final Predicate<JsonNode> selects;
    private final List<ObjectNode> initial;
    private final boolean initialEnds;
    private final boolean bookmarks;
    private final long deadline;
    private long version;

    /**
     * @param initial objects to announce first
     * @param initialEnds whether a bookmark tells where they end
     * @param version changes after it follow
     */
    Watch(
            ObjectStore objects,
            ResourceType type,
            Predicate<JsonNode> selects,
            List<ObjectNode> initial,
            boolean initialEnds,
            boolean bookmarks,
            long version,
            long seconds) {
        this.objects = objects;
        this.type = type;
        this.selects = selects;
        this.initial = initial;
        this.initialEnds = initialEnds;
        this.bookmarks = bookmarks;
        this.version = version;
        this.deadline = System.nanoTime() + seconds * 1_000_000_000L;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.flush(); // the client waits for the head of the answer
        for (ObjectNode object : initial) {
            send(out, "ADDED", object);
        }
        if (initialEnds) {
            send(out, "BOOKMARK", bookmark(true));
        }
        long marked = System.nanoTime();
        try {
            while (System.nanoTime() < deadline) {
                for (Change change : objects.changesAfter(version, type, POLL)) {
                    version = change.version();
                    tell(out, change);
                }
                if (bookmarks && System.nanoTime() - marked > BOOKMARK) {
                    marked = System.nanoTime();
                    send(out, "BOOKMARK", bookmark(false));
                }
            }
        } catch (ApiException e) {
            send(out, "ERROR", Status.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops
        }
    }

    private void tell(OutputStream out, Change change) throws IOException {
        ObjectNode before = change.before();
        boolean now = change.kind() != Change.Kind.DELETED && selects.test(change.object());
        boolean then = before != null && selects.test(before);
        if (now) {
            send(out, then ? "MODIFIED" : "ADDED", change.object());
        } else if (then) {
            send(out, "DELETED", change.object());
        }
    }

    private ObjectNode bookmark(boolean end) {
        ObjectNode object = Tree.object("kind", type.kind(), "apiVersion", type.apiVersion());
        ObjectNode metadata =
                object.putObject("metadata").put("resourceVersion", Long.toString(version));
        metadata.putNull("creationTimestamp");
        if (end) {
            metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        }
        return object;
    }

    private static void send(OutputStream out, String kind, ObjectNode object) throws IOException {
        ObjectNode event = Tree.object("type", kind);
        event.set("object", object);
        out.write(Reply.JSON.writeValueAsBytes(event));
        out.write('\n');
        out.flush();
    }
}
