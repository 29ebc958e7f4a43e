package io.sreagent.simulator.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.clock.Timeline;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The objects of the cluster with their versions and the log of changes that watches read.
 *
 * <p>A stored tree is never changed: writers work on a copy and commit it, so that readers, the log
 * and watches share trees safely. Writers hold the world's lock; the log has a monitor of its own,
 * since watches wait on it without that lock.
 */
public final class ObjectStore {
    /** How many changes a watch may lie behind before it gets 410 Gone. */
    private static final int REMEMBERED = 20_000;

    private final Timeline timeline;
    private final Dice dice;
    private final Map<ResourceType, TreeMap<String, ObjectNode>> objects = new HashMap<>();
    private final Map<ResourceType, Long> versions =
            new HashMap<>(); // of the last change of each type
    private final Deque<Change> log = new ArrayDeque<>();
    private final Object news = new Object();
    private long version = 1000;
    private long stateVersion = version;
    private long compacted = 1000; // changes up to this version are forgotten
    private long created;

    public ObjectStore(Timeline timeline, Dice dice) {
        this.timeline = timeline;
        this.dice = dice;
        ResourceType.ALL.forEach(type -> objects.put(type, new TreeMap<>()));
    }

    private TreeMap<String, ObjectNode> all(ResourceType type) {
        return Objects.requireNonNull(objects.get(type));
    }

    private static String key(ResourceType type, String namespace, String name) {
        return type.namespaced() ? namespace + "/" + name : name;
    }

    public Collection<ObjectNode> list(ResourceType type) {
        return List.copyOf(all(type).values());
    }

    /** All of one namespace; of all namespaces when it is empty. */
    public List<ObjectNode> list(ResourceType type, String namespace) {
        return namespace.isEmpty() || !type.namespaced()
                ? List.copyOf(all(type).values())
                : List.copyOf(
                        all(type)
                                .subMap(namespace + "/", namespace + "0")
                                .values()); // '0' comes right after '/'
    }

    public Optional<ObjectNode> get(ResourceType type, String namespace, String name) {
        return Optional.ofNullable(all(type).get(key(type, namespace, name)));
    }

    /** Adds an object, giving it uid, time, version and generation. 409 when the name is taken. */
    public ObjectNode create(ResourceType type, ObjectNode draft) {
        return create(type, draft, false);
    }

    /**
     * @param dryRun says what would be there, and leaves everything as it is
     */
    public ObjectNode create(ResourceType type, ObjectNode draft, boolean dryRun) {
        ObjectNode object = draft.deepCopy();
        ObjectNode metadata = Tree.make(object, "metadata");
        if (Tree.name(object).isEmpty() && metadata.has("generateName")) {
            metadata.put(
                    "name",
                    metadata.path("generateName").asText() + dice.of("name").suffix(5, created));
        }
        String name = Tree.name(object);
        if (!name.matches("[a-z0-9]([-a-z0-9.:]{0,251}[a-z0-9])?")) {
            throw ApiException.invalid(
                    type,
                    name,
                    "metadata.name",
                    name.isEmpty()
                            ? "Required value: name or generateName is required"
                            : "Invalid value: must be a lowercase RFC 1123 subdomain");
        }
        if (all(type).containsKey(key(type, Tree.namespace(object), name))) {
            throw new ApiException(
                    409,
                    "AlreadyExists",
                    "%s \"%s\" already exists".formatted(type.qualified(), name));
        }
        object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
        metadata.put("uid", dice.of("uid").uid(dryRun ? -1 - created : created++))
                .put("creationTimestamp", Tree.time(timeline.now()));
        if (object.has("spec")) {
            metadata.put("generation", 1);
        }
        return dryRun ? object : commit(type, object, null);
    }

    /**
     * Replaces an object. A resourceVersion or uid in the new one is a precondition (409); what the
     * server owns stays; the generation moves when the spec does. Nothing happens when nothing
     * changes.
     */
    public ObjectNode replace(ResourceType type, ObjectNode wanted, boolean dryRun) {
        String name = Tree.name(wanted);
        ObjectNode known =
                get(type, Tree.namespace(wanted), name)
                        .orElseThrow(() -> ApiException.notFound(type, name));
        check(
                type,
                known,
                Tree.text(wanted, "metadata/uid"),
                Tree.text(wanted, "metadata/resourceVersion"));
        ObjectNode object = wanted.deepCopy();
        ObjectNode metadata = Tree.make(object, "metadata");
        object.put("apiVersion", type.apiVersion()).put("kind", type.kind());
        for (String owned :
                List.of(
                        "uid",
                        "creationTimestamp",
                        "resourceVersion",
                        "generation",
                        "deletionTimestamp")) {
            JsonNode value = known.path("metadata").path(owned);
            if (value.isMissingNode()) {
                if (!owned.equals("deletionTimestamp")) {
                    metadata.remove(owned);
                }
            } else {
                metadata.set(owned, value);
            }
        }
        if (object.equals(known)) {
            return known;
        }
        if (!object.path("spec").equals(known.path("spec"))) {
            metadata.put("generation", known.path("metadata").path("generation").asLong() + 1);
        }
        return dryRun ? object : commit(type, object, known);
    }

    /** 409 unless uid and version, where given, are those of the object. */
    public static void check(
            ResourceType type, ObjectNode known, String uid, String resourceVersion) {
        if (!uid.isEmpty() && !uid.equals(Tree.uid(known))) {
            throw ApiException.conflict(
                    type,
                    Tree.name(known),
                    "Precondition failed: UID in precondition: %s, UID in object meta: %s"
                            .formatted(uid, Tree.uid(known)));
        }
        if (!resourceVersion.isEmpty()
                && !resourceVersion.equals(Tree.text(known, "metadata/resourceVersion"))) {
            throw ApiException.conflict(
                    type,
                    Tree.name(known),
                    "the object has been modified; please apply your changes to the latest version and try again");
        }
    }

    /** Changes a copy of the object and commits it; nothing when it is gone. */
    public void edit(ResourceType type, ObjectNode object, Consumer<ObjectNode> how) {
        get(type, Tree.namespace(object), Tree.name(object))
                .filter(known -> Tree.uid(known).equals(Tree.uid(object)))
                .ifPresent(
                        known -> {
                            ObjectNode copy = known.deepCopy();
                            how.accept(copy);
                            if (!copy.equals(known)) {
                                if (!copy.path("spec").equals(known.path("spec"))) {
                                    ((ObjectNode) copy.path("metadata"))
                                            .put(
                                                    "generation",
                                                    known.path("metadata")
                                                                    .path("generation")
                                                                    .asLong()
                                                            + 1);
                                }
                                commit(type, copy, known);
                            }
                        });
    }

    public void remove(ResourceType type, ObjectNode object) {
        ObjectNode known = all(type).remove(key(type, Tree.namespace(object), Tree.name(object)));
        if (known != null) {
            ObjectNode last = known.deepCopy();
            version++;
            ((ObjectNode) last.path("metadata")).put("resourceVersion", Long.toString(version));
            record(new Change(version, Change.Kind.DELETED, type, last, known));
        }
    }

    private ObjectNode commit(ResourceType type, ObjectNode object, @Nullable ObjectNode before) {
        version++;
        ((ObjectNode) object.path("metadata")).put("resourceVersion", Long.toString(version));
        all(type).put(key(type, Tree.namespace(object), Tree.name(object)), object);
        record(
                new Change(
                        version,
                        before == null ? Change.Kind.ADDED : Change.Kind.MODIFIED,
                        type,
                        object,
                        before));
        return object;
    }

    private void record(Change change) {
        versions.put(change.type(), change.version());
        if (!change.type().equals(ResourceType.EVENT)) {
            stateVersion = change.version();
        }
        synchronized (news) {
            log.addLast(change);
            if (log.size() > REMEMBERED) {
                compacted = log.removeFirst().version();
            }
            news.notifyAll();
        }
    }

    public long version() {
        return version;
    }

    /** The version of the last change of anything but an event. */
    long stateVersion() {
        return stateVersion;
    }

    /** The version of the last change of this type; 0 before the first. */
    public long version(ResourceType type) {
        return versions.getOrDefault(type, 0L);
    }

    /** Forgets the changes so far, as a compaction does: older watches get 410 Gone. */
    public void compact() {
        synchronized (news) {
            log.clear();
            compacted = version;
        }
    }

    /**
     * Changes of one type after a version, waiting up to {@code millis} for the first; empty when
     * none came. 410 when changes that old are forgotten.
     */
    public List<Change> changesAfter(long after, ResourceType type, long millis)
            throws InterruptedException {
        long deadline = System.nanoTime() + millis * 1_000_000;
        synchronized (news) {
            while (true) {
                if (after < compacted) {
                    throw new ApiException(
                            410,
                            "Expired",
                            "too old resource version: %d (%d)".formatted(after, compacted));
                }
                List<Change> found = new ArrayList<>();
                for (var newest = log.descendingIterator(); newest.hasNext(); ) {
                    Change change = newest.next();
                    if (change.version() <= after) {
                        break;
                    }
                    if (change.type().equals(type)) {
                        found.add(change);
                    }
                }
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (!found.isEmpty() || left <= 0) {
                    return found.reversed();
                }
                news.wait(left);
            }
        }
    }
}
