package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.sreagent.analysis.fact.Change;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.source.ConfigHistory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Changes the cluster does not remember by itself, found by comparing what is seen with what was
 * seen before: contents of ConfigMaps, replica counts, autoscaler bounds, cordoned nodes.
 *
 * <p>A change is dated by the object's own record of who wrote what when. Where the server keeps
 * none, by the last look that still found the old value: the truth lies between the two looks, and
 * a cause must not be dated after its effects.
 */
final class ObservedChanges {
    private static final int MOST_CHANGES = 10_000;
    private static final int MOST_VERSIONS = 20;
    private static final int MOST_CONTENT = 256 * 1024; // characters; larger ones are not kept

    /**
     * A change before it is known which workloads it concerns.
     *
     * @param about kind, namespace and name of the changed object
     * @param concerns the workload, where it is another object: an autoscaler's target
     */
    record Observed(Instant time, Target about, String concerns, Change.Kind kind, String what) {
        Observed(Instant time, Target about, Change.Kind kind, String what) {
            this(time, about, about.name(), kind, what);
        }
    }

    private record Seen(Instant at, String version, Map<String, String> values) {}

    private final InstantSource clock;
    private final List<ConfigHistory.Listener> listeners;
    private final Map<String, Seen> last = new HashMap<>();
    private final Map<String, Deque<ConfigHistory.Version>> versions = new HashMap<>();
    private final Deque<Observed> changes = new ArrayDeque<>();

    ObservedChanges(InstantSource clock, List<ConfigHistory.Listener> listeners) {
        this.clock = clock;
        this.listeners = List.copyOf(listeners);
    }

    synchronized List<Observed> between(Instant from, Instant until) {
        return changes.stream()
                .filter(change -> !change.time().isBefore(from) && change.time().isBefore(until))
                .toList();
    }

    synchronized List<ConfigHistory.Version> versions(String uid) {
        return List.copyOf(versions.getOrDefault(uid, new ArrayDeque<>()));
    }

    /** Compares an object with how it was; the first look at one only remembers. */
    void see(HasMetadata object) {
        switch (object) {
            case ConfigMap config -> seeConfig(config);
            case Deployment d ->
                    seeValues(
                            d,
                            d.getMetadata().getName(),
                            Change.Kind.SCALE,
                            Map.of("replicas", text(d.getSpec().getReplicas())),
                            "f:spec",
                            "f:replicas");
            case StatefulSet s ->
                    seeValues(
                            s,
                            s.getMetadata().getName(),
                            Change.Kind.SCALE,
                            Map.of("replicas", text(s.getSpec().getReplicas())),
                            "f:spec",
                            "f:replicas");
            case HorizontalPodAutoscaler h ->
                    seeValues(
                            h,
                            h.getSpec().getScaleTargetRef().getName(),
                            Change.Kind.SCALE,
                            Map.of(
                                    "minReplicas", text(h.getSpec().getMinReplicas()),
                                    "maxReplicas", text(h.getSpec().getMaxReplicas())),
                            "f:spec");
            case Node n ->
                    seeValues(
                            n,
                            n.getMetadata().getName(),
                            Change.Kind.NODE,
                            Map.of(
                                    "unschedulable",
                                    text(Boolean.TRUE.equals(n.getSpec().getUnschedulable()))),
                            "f:spec",
                            "f:unschedulable");
            default -> {
                // other kinds remember their own changes, or have none of interest
            }
        }
    }

    private void seeConfig(ConfigMap config) {
        ObjectMeta meta = config.getMetadata();
        if (isBookkeeping(meta)) return;
        Map<String, String> data = config.getData() == null ? Map.of() : config.getData();
        ConfigHistory.Version version;
        synchronized (this) {
            Seen before = last.get(meta.getUid());
            if (before != null && isOlder(meta, before)) return;
            if (before != null && before.version().equals(meta.getResourceVersion())) {
                last.put(meta.getUid(), new Seen(clock.instant(), before.version(), data));
                return;
            }
            last.put(
                    meta.getUid(),
                    new Seen(clock.instant(), text(meta.getResourceVersion()), Map.copyOf(data)));
            if (before != null && before.values().equals(data)) return;
            Instant time =
                    Times.written(meta, "f:data")
                            .orElse(before == null ? Times.created(meta) : before.at());
            version =
                    new ConfigHistory.Version(
                            target("ConfigMap", meta), text(meta.getResourceVersion()), time, data);
            remember(version);
            if (before != null) {
                record(
                        new Observed(
                                time,
                                target("ConfigMap", meta),
                                Change.Kind.CONFIG,
                                "config %s: %s"
                                        .formatted(
                                                meta.getName(),
                                                difference(before.values(), data))));
            } else if (time.isAfter(Times.created(meta).plusSeconds(1))) {
                record(
                        new Observed(
                                time,
                                target("ConfigMap", meta),
                                Change.Kind.CONFIG,
                                "config %s: written (what it held before was not seen)"
                                        .formatted(meta.getName())));
            }
        }
        for (ConfigHistory.Listener listener : listeners) listener.seen(version);
    }

    private synchronized void seeValues(
            HasMetadata object,
            String concerns,
            Change.Kind kind,
            Map<String, String> values,
            String... written) {
        ObjectMeta meta = object.getMetadata();
        Seen before = last.get(meta.getUid());
        if (before != null && isOlder(meta, before)) return;
        last.put(meta.getUid(), new Seen(clock.instant(), text(meta.getResourceVersion()), values));
        if (before == null || before.values().equals(values)) return;
        record(
                new Observed(
                        Times.written(meta, written).orElse(before.at()),
                        target(object.getKind(), meta),
                        concerns,
                        kind,
                        difference(before.values(), values)));
    }

    /** A list taken before a watch told of something newer must not look like a change back. */
    private static boolean isOlder(ObjectMeta meta, Seen than) {
        try {
            return Long.parseLong(text(meta.getResourceVersion())) < Long.parseLong(than.version());
        } catch (NumberFormatException notComparable) {
            return false;
        }
    }

    private void record(Observed change) {
        changes.addLast(change);
        if (changes.size() > MOST_CHANGES) changes.removeFirst();
    }

    private void remember(ConfigHistory.Version version) {
        int size = version.data().values().stream().mapToInt(String::length).sum();
        if (size > MOST_CONTENT) return;
        Deque<ConfigHistory.Version> kept =
                versions.computeIfAbsent(version.object().uid(), uid -> new ArrayDeque<>());
        kept.addFirst(version);
        if (kept.size() > MOST_VERSIONS) kept.removeLast();
    }

    /** Leader locks and certificates of every namespace change by themselves all the time. */
    private static boolean isBookkeeping(ObjectMeta meta) {
        return meta.getName().equals("kube-root-ca.crt")
                || meta.getAnnotations() != null
                        && meta.getAnnotations()
                                .containsKey("control-plane.alpha.kubernetes.io/leader");
    }

    /** {@code POOL_SIZE 50 → 2; timeout (none) → 5s}: one line, secrets masked. */
    static String difference(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        List<String> words = new ArrayList<>();
        for (String key : keys) {
            String old = before.get(key);
            String fresh = after.get(key);
            if (java.util.Objects.equals(old, fresh)) continue;
            if (old != null && fresh != null && (old.contains("\n") || fresh.contains("\n"))) {
                words.add(key + ": " + lines(old, fresh));
            } else {
                words.add(key + " " + shown(key, old) + " → " + shown(key, fresh));
            }
        }
        String line = String.join("; ", words);
        return line.length() > 400 ? line.substring(0, 399) + "…" : line;
    }

    private static String lines(String before, String after) {
        Map<String, Integer> count = new TreeMap<>();
        before.lines().forEach(line -> count.merge(line, -1, Integer::sum));
        after.lines().forEach(line -> count.merge(line, 1, Integer::sum));
        List<String> words = new ArrayList<>();
        count.forEach(
                (line, times) -> {
                    if (times < 0) words.addFirst("- " + Masked.line(line));
                    if (times > 0) words.addLast("+ " + Masked.line(line));
                });
        return words.isEmpty() ? "lines moved" : String.join(", ", words);
    }

    private static String shown(String key, @Nullable String value) {
        return value == null ? "(none)" : Masked.value(key, value);
    }

    private static Target target(String kind, ObjectMeta meta) {
        return new Target(kind, text(meta.getNamespace()), meta.getName(), meta.getUid());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
