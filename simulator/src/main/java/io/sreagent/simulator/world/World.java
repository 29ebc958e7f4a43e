package io.sreagent.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.clock.Timeline;
import io.sreagent.simulator.cluster.Cluster;
import io.sreagent.simulator.cluster.Containers;
import io.sreagent.simulator.cluster.Quantities;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.cluster.Tree;
import io.sreagent.simulator.metrics.SeriesStore;
import io.sreagent.simulator.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The simulated world: time, cluster, model, faults and samples, moved by one call, {@link
 * #advanceTo}.
 *
 * <p>Everything that happens is an entry of the timeline, in order; every minute ends with one step
 * of the model and one scrape. The write lock is held while the world moves or is changed, the read
 * lock while it is looked at.
 */
public final class World {
    /** One scrape and one step of the model. */
    public static final long STEP = 60_000;

    private final Scenario scenario;
    private final long historyStart;
    private final long start;
    private final Timeline timeline;
    private final Dice dice;
    private final Cluster cluster;
    private final SeriesStore samples;
    private final LoadCurve curve;
    private final Model model;
    private final Volumes volumes;
    private final Map<String, NodeState> nodes = new LinkedHashMap<>();
    private static final int MOST_GONE = 100; // pods whose logs outlive them

    private final Map<String, PodState> pods = new LinkedHashMap<>(); // by uid
    private final Deque<Gone> gone = new ArrayDeque<>();

    private record Gone(PodState pod, long at) {}

    private final Map<String, ServiceState> byName = new HashMap<>();
    private final Set<String> images = new HashSet<>();
    private final ConfigSync configs;
    private final Faults faults;
    private final GroundTruth truth;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Scraping scraping;
    private final Logs logs;
    private long lastStep;
    private long podVersion = -1;
    private int appeared;

    /**
     * Builds the world and lives through its history.
     *
     * @param start the instant the scenario begins; history lies before it
     */
    public World(Scenario scenario, Instant start) {
        this.scenario = scenario;
        this.start = start.toEpochMilli() / STEP * STEP;
        historyStart = this.start - Duration.ofDays(scenario.historyDays()).toMillis();
        long birth = historyStart - 10 * STEP;
        dice = new Dice(scenario.seed());
        timeline = new Timeline(birth);
        cluster = new Cluster(timeline, dice.of("cluster"), new Runtime());
        samples = new SeriesStore(historyStart, STEP);
        MetricHelp.describe(samples);
        curve = new LoadCurve(scenario.load(), dice.of("load"));
        model = new Model(scenario.topology(), scenario.load().baseRps(), curve, dice.of("model"));
        model.services.forEach(s -> byName.put(s.name(), s));
        configs = new ConfigSync(cluster.objects(), namespace());
        volumes = new Volumes(cluster.objects(), samples, dice.of("volumes"));
        KubeSeries kube = new KubeSeries(cluster.objects(), samples);
        scraping = new Scraping(samples, kube, volumes, nodes.values(), dice);
        logs = new Logs(dice.of("logs"));
        scenario.topology().services().forEach(s -> images.add(ShopObjects.image(s, s.version())));
        new ShopObjects(cluster.objects(), scenario.topology().namespace(), birth)
                .create(scenario.topology());
        for (ObjectNode node : cluster.objects().list(ResourceType.NODE)) {
            nodes.put(
                    Tree.name(node),
                    new NodeState(Tree.name(node), nodes.size(), samples, dice.of("node")));
        }
        faults = new Faults(this);
        truth = new GroundTruth(this);
        lastStep = historyStart - STEP;
        cluster.settle();
        timeline.at(historyStart, this::minute);
        new Script(this, dice.of("script")).schedule();
        timeline.advance(this.start);
    }

    /** Moves the world to this time, if it is not there yet. */
    public void advanceTo(Instant time) {
        long millis = time.toEpochMilli();
        lock.writeLock().lock();
        try {
            if (millis > timeline.now()) {
                timeline.advance(millis);
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private void minute() {
        long now = timeline.now();
        int slot = samples.slotAt(now);
        noticePods(slot);
        configs.notice(now, model.services, pods.values());
        faults.apply(now);
        model.step(now, lastStep);
        long minute = now / STEP;
        List<PodState> starved = live(now, minute);
        nodeUse(now, minute);
        scraping.scrape(now, slot, minute, pods.values(), byName);
        lastStep = now;
        starved.forEach(this::outOfMemory);
        truth.observe(now);
        faults.afterStep(now);
        cluster.autoscale(this::cpuShareOfRequest);
        timeline.at(now + STEP, this::minute);
    }

    /** Lets go of pods that are no more. */
    private void noticePods(int slot) {
        long version = cluster.objects().version(ResourceType.POD);
        if (version == podVersion) {
            return;
        }
        podVersion = version;
        for (PodState p : List.copyOf(pods.values())) {
            boolean there =
                    cluster.objects()
                            .get(ResourceType.POD, p.namespace, p.name)
                            .filter(o -> Tree.uid(o).equals(p.uid))
                            .isPresent();
            if (!there) {
                pods.remove(p.uid);
                gone.addLast(new Gone(p, timeline.now()));
                if (gone.size() > MOST_GONE) gone.removeFirst();
                service(p.service).ifPresent(s -> s.pods.remove(p));
                PodSeries series = p.series;
                if (series != null) {
                    series.end(slot);
                }
            }
        }
    }

    /** Memory, disk and the log of every pod; returns those that reached their limit. */
    private List<PodState> live(long now, long minute) {
        List<PodState> starved = new ArrayList<>();
        for (ServiceState s : model.services) {
            for (PodState p : s.pods) {
                if (!p.running) {
                    p.workingSetMib = 0;
                    continue;
                }
                p.leakMib +=
                        p.effects.leakMib * (0.9 + 0.2 * dice.uniform(minute * 4096 + p.number));
                p.diskMib += p.effects.diskMib;
                p.workingSetMib =
                        Math.min(p.limitMib, Memory.baseline(s, p, now, minute, dice) + p.leakMib);
                p.remember(
                        new PodState.Minute(
                                now,
                                p.rps,
                                p.errorShare,
                                p.effects.trouble.isEmpty() ? Blame.of(s, p) : p.effects.trouble,
                                p.latencyMs,
                                p.workingSetMib / p.limitMib));
                if (p.workingSetMib >= p.limitMib) {
                    starved.add(p);
                }
            }
        }
        return starved;
    }

    private void outOfMemory(PodState p) {
        cluster.objects()
                .get(ResourceType.POD, p.namespace, p.name)
                .ifPresent(
                        pod -> {
                            p.note(
                                    timeline.now(),
                                    "ERROR",
                                    "java.lang.OutOfMemoryError: Java heap space\n"
                                            + "\tat java.base/java.util.Arrays.copyOf(Arrays.java:3541)\n"
                                            + "\tat com.example."
                                            + p.service.replace("-", "")
                                            + ".cache.EntryStore.grow(EntryStore.java:118)");
                            cluster.kubelet().exit(pod, Containers.Exit.OUT_OF_MEMORY);
                        });
        cluster.settle();
    }

    private void nodeUse(long now, long minute) {
        for (NodeState node : nodes.values()) {
            double cores = 0;
            double mib = 0;
            double disk = 0;
            for (PodState p : pods.values()) {
                if (p.node.equals(node.name)) {
                    cores += p.cpuCores;
                    mib += p.workingSetMib;
                    disk += p.diskMib;
                }
            }
            node.filledMib = disk + faults.diskOf(node.name, now);
            node.count(cores, mib, minute);
        }
        volumes.step(minute);
    }

    private double cpuShareOfRequest(ObjectNode deployment) {
        ServiceState s = byName.get(Tree.name(deployment));
        if (s == null) {
            return -1;
        }
        double used = 0;
        double requested = 0;
        for (PodState p : s.pods) {
            if (p.readySince >= 0) {
                used += p.cpuCores;
                requested += p.requestCores;
            }
        }
        return requested == 0 ? -1 : used / requested;
    }

    Scraping scraping() {
        return scraping;
    }

    /** Takes an image away from the registry. */
    void unpublish(String image) {
        images.remove(image);
    }

    /** Makes an image known to the registry. */
    void publish(String image) {
        images.add(image);
    }

    public Scenario scenario() {
        return scenario;
    }

    public Cluster cluster() {
        return cluster;
    }

    public SeriesStore samples() {
        return samples;
    }

    public ReentrantReadWriteLock lock() {
        return lock;
    }

    /** For the evaluator, in process only. */
    public GroundTruth truth() {
        return truth;
    }

    /** What one pod wrote to its log. The read lock must be held. */
    public List<LogLine> log(ObjectNode pod, long since, boolean previous) {
        PodState state = pods.get(Tree.uid(pod));
        ServiceState service = state == null ? null : byName.get(state.service);
        return state == null || service == null
                ? List.of()
                : logs.of(state, service, since, timeline.now(), previous);
    }

    /** What all pods wrote, also those that are gone. The read lock must be held. */
    public List<PodLines> logs(long since) {
        List<PodLines> all = new ArrayList<>();
        for (PodState pod : pods.values()) all.add(lines(pod, since, timeline.now()));
        for (Gone past : gone) if (past.at() >= since) all.add(lines(past.pod(), since, past.at()));
        return all;
    }

    private PodLines lines(PodState pod, long since, long until) {
        List<LogLine> lines = new ArrayList<>();
        service(pod.service)
                .ifPresent(
                        service -> {
                            lines.addAll(logs.of(pod, service, since, until, true));
                            lines.addAll(logs.of(pod, service, since, until, false));
                        });
        return new PodLines(pod.namespace, pod.service, pod.name, lines);
    }

    public String namespace() {
        return scenario.topology().namespace();
    }

    long start() {
        return start;
    }

    long historyStart() {
        return historyStart;
    }

    Timeline timeline() {
        return timeline;
    }

    Model model() {
        return model;
    }

    LoadCurve curve() {
        return curve;
    }

    Faults faults() {
        return faults;
    }

    Volumes volumes() {
        return volumes;
    }

    Map<String, NodeState> nodes() {
        return nodes;
    }

    Iterable<PodState> pods() {
        return pods.values();
    }

    Optional<ServiceState> service(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** What runs in the pods of this world. */
    private final class Runtime implements Containers {
        @Override
        public boolean imageExists(String image) {
            return images.contains(image);
        }

        @Override
        public Optional<Exit> started(ObjectNode pod) {
            String name = Tree.label(pod, "app");
            ServiceState service = byName.get(name);
            long now = timeline.now();
            PodState state = pods.get(Tree.uid(pod));
            if (state == null) {
                state = new PodState(pod, name, appeared++, now);
                pods.put(state.uid, state);
                if (service != null && state.namespace.equals(namespace())) {
                    service.pods.add(state);
                }
            } else {
                truth.restarted(name, now);
                PodSeries series = state.series;
                if (series != null) {
                    series.restarted();
                }
            }
            state.start(now, configs.of(name));
            state.note(now, "INFO", "starting " + name + " " + state.tag + " on " + state.node);
            Optional<Exit> exit = faults.startup(state);
            if (exit.isPresent()) {
                state.note(now + 1_500, "FATAL", exit.get().message());
            } else {
                state.note(now + 2_000, "INFO", "listening on :8080");
            }
            return exit;
        }

        @Override
        public void stopped(ObjectNode pod) {
            PodState state = pods.get(Tree.uid(pod));
            if (state != null) {
                state.ready(false, timeline.now());
                state.running = false;
                state.cpuCores = 0;
                state.note(timeline.now(), "INFO", "stopping");
            }
        }

        @Override
        public void ready(ObjectNode pod, boolean ready) {
            PodState state = pods.get(Tree.uid(pod));
            if (state != null) {
                state.ready(ready, timeline.now());
            }
        }

        @Override
        public boolean healthy(ObjectNode pod) {
            PodState state = pods.get(Tree.uid(pod));
            return state != null && state.running && faults.healthy(state);
        }

        @Override
        public Optional<String> quotaRefusal(String space) {
            for (ObjectNode quota : cluster.objects().list(ResourceType.QUOTA, space)) {
                String hard = Tree.text(quota, "spec/hard/pods");
                long used = cluster.objects().list(ResourceType.POD, space).size();
                if (!hard.isEmpty() && used >= Quantities.parse(hard)) {
                    return Optional.of(
                            "exceeded quota: %s, requested: pods=1, used: pods=%d, limited: pods=%s"
                                    .formatted(Tree.name(quota), used, hard));
                }
            }
            return Optional.empty();
        }
    }
}
