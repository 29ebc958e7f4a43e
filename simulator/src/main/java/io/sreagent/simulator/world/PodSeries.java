package io.sreagent.simulator.world;

import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.metrics.Labels;
import io.sreagent.simulator.metrics.Series;
import io.sreagent.simulator.metrics.SeriesStore;
import io.sreagent.simulator.scenario.ServiceKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What one pod exports every minute: its own metrics, the kubelet's about its container, and its
 * calls. Counters of the process start at zero with the container; counters of the container's
 * cgroup too, since a restart makes a new one.
 */
final class PodSeries {
    private static final double WRITABLE_LAYER_MIB = 24;

    private static final String[] CODES = {"200", "404", "500", "503", "504"};

    /** A counter and its series. */
    private static final class Counter {
        final Series series;
        double total;

        Counter(Series series) {
            this.series = series;
        }

        void add(int slot, double by) {
            total += by;
            series.append(slot, total);
        }
    }

    private record EdgeSeries(
            ServiceState.Edge edge, Counter ok, Counter failed, Counter seconds, Counter count) {}

    private final PodState pod;
    private final ServiceState service;
    private final Dice dice;
    private final List<Series> own = new ArrayList<>(); // exported by the process
    private final List<Series> container = new ArrayList<>(); // exported by the kubelet
    private final List<Counter> counters = new ArrayList<>();
    private final Series up;
    private final Counter[] codes = new Counter[CODES.length];
    private final Counter[] buckets = new Counter[Model.BOUNDS.length + 1];
    private final List<EdgeSeries> edges = new ArrayList<>();
    private final SeriesStore store;
    private final int first;
    private final Counter[] served = new Counter[2]; // seconds, count
    private final Counter cpu;
    private final Series memory;
    private final Series disk;
    private final Counter periods;
    private final Counter throttled;
    private final Counter received;
    private final Counter sent;
    private final Counter dropped;
    private final List<Series> connections = new ArrayList<>(); // active, max
    private final List<Counter> cache = new ArrayList<>(); // hits, misses
    private final List<Series> queue = new ArrayList<>(); // depth
    private final List<Counter> processed = new ArrayList<>();
    private boolean live;

    PodSeries(SeriesStore store, ServiceState service, PodState pod, Dice dice, int slot) {
        this.store = store;
        this.service = service;
        this.pod = pod;
        this.dice = dice;
        this.first = slot;
        up =
                gauge(
                        container,
                        "up",
                        "job",
                        service.name(),
                        "instance",
                        pod.name + ":8080",
                        "service",
                        service.name());
        cpu = counter(container, "container_cpu_usage_seconds_total", "container", service.name());
        memory =
                gauge(container, "container_memory_working_set_bytes", "container", service.name());
        disk = gauge(container, "container_fs_usage_bytes", "container", service.name());
        periods =
                counter(container, "container_cpu_cfs_periods_total", "container", service.name());
        throttled =
                counter(
                        container,
                        "container_cpu_cfs_throttled_periods_total",
                        "container",
                        service.name());
        received = counter(container, "container_network_receive_bytes_total", "interface", "eth0");
        sent = counter(container, "container_network_transmit_bytes_total", "interface", "eth0");
        dropped =
                counter(
                        container,
                        "container_network_receive_packets_dropped_total",
                        "interface",
                        "eth0");
        serving();
        calling();
        keeping();
    }

    private void serving() {
        if (!service.serves()) {
            return;
        }
        for (int i = 0; i < CODES.length; i++) {
            codes[i] =
                    counter(
                            own,
                            "http_requests_total",
                            "service",
                            service.name(),
                            "code",
                            CODES[i]);
        }
        for (int b = 0; b < buckets.length; b++) {
            String le = b == Model.BOUNDS.length ? "+Inf" : trimmed(Model.BOUNDS[b]);
            buckets[b] =
                    counter(
                            own,
                            "http_request_duration_seconds_bucket",
                            "service",
                            service.name(),
                            "le",
                            le);
        }
        served[0] = counter(own, "http_request_duration_seconds_sum", "service", service.name());
        served[1] = counter(own, "http_request_duration_seconds_count", "service", service.name());
    }

    private static String trimmed(double v) {
        return v == Math.rint(v) ? Integer.toString((int) v) : Double.toString(v);
    }

    private void calling() {
        if (service.kind() != ServiceKind.HTTP && service.kind() != ServiceKind.WORKER) {
            return;
        }
        for (ServiceState.Edge edge : service.edges) {
            String[] labels = {"service", service.name(), "target", edge.to.name()};
            edges.add(
                    new EdgeSeries(
                            edge,
                            counter(
                                    own,
                                    "http_client_requests_total",
                                    "service",
                                    service.name(),
                                    "target",
                                    edge.to.name(),
                                    "code",
                                    "200"),
                            counter(
                                    own,
                                    "http_client_requests_total",
                                    "service",
                                    service.name(),
                                    "target",
                                    edge.to.name(),
                                    "code",
                                    "503"),
                            counter(own, "http_client_request_duration_seconds_sum", labels),
                            counter(own, "http_client_request_duration_seconds_count", labels)));
        }
    }

    private void keeping() {
        String name = service.name();
        if (service.kind() == ServiceKind.DATABASE || service.callsDatabase()) {
            connections.add(gauge(own, "db_connections_active", "service", name));
            connections.add(gauge(own, "db_connections_max", "service", name));
        }
        if (service.kind() == ServiceKind.CACHE) {
            cache.add(counter(own, "cache_hits_total", "service", name));
            cache.add(counter(own, "cache_misses_total", "service", name));
        }
        if (service.kind() == ServiceKind.QUEUE) {
            queue.add(gauge(own, "queue_depth", "service", name));
            queue.add(gauge(own, "queue_oldest_message_age_seconds", "service", name));
        }
        if (service.kind() == ServiceKind.WORKER) {
            processed.add(
                    counter(own, "messages_processed_total", "service", name, "result", "ok"));
            processed.add(
                    counter(own, "messages_processed_total", "service", name, "result", "error"));
        }
    }

    private Series gauge(List<Series> into, String metric, String... labels) {
        var all = new String[labels.length + 6];
        System.arraycopy(labels, 0, all, 6, labels.length);
        all[0] = Labels.NAME;
        all[1] = metric;
        all[2] = "namespace";
        all[3] = pod.namespace;
        all[4] = "pod";
        all[5] = pod.name;
        Series series = store.series(Labels.of(all), first);
        into.add(series);
        return series;
    }

    private Counter counter(List<Series> into, String metric, String... labels) {
        var counter = new Counter(gauge(into, metric, labels));
        counters.add(counter);
        return counter;
    }

    /** The container began anew: every counter starts over. */
    void restarted() {
        counters.forEach(c -> c.total = 0);
    }

    /**
     * One scrape.
     *
     * @param reachable false when the scrape of the process fails
     */
    void scrape(int slot, long minute, boolean reachable) {
        boolean answers = pod.running && reachable;
        up.append(slot, answers ? 1 : 0);
        container(slot);
        if (answers) {
            live = true;
            process(slot, minute);
        } else {
            skip(minute);
            if (live) { // a failed scrape ends the target's series at once
                own.forEach(s -> s.end(slot));
                live = false;
            }
        }
    }

    private void container(int slot) {
        double bytes = pod.rps * 1_800;
        cpu.add(slot, pod.cpuCores * 60);
        memory.append(slot, Math.rint(pod.workingSetMib * 1048576));
        disk.append(slot, Math.rint((WRITABLE_LAYER_MIB + pod.diskMib) * 1048576));
        double windows = pod.running ? 600 : 0; // of 100 ms
        periods.add(slot, windows);
        throttled.add(slot, Math.rint(windows * pod.throttled));
        received.add(slot, Math.rint(bytes * 60));
        sent.add(slot, Math.rint(bytes * 60 * 2.6));
        dropped.add(slot, Math.rint(pod.rps * 60 * 8 * pod.lostPackets));
    }

    private void process(int slot, long minute) {
        double count = dice.count(pod.rps * 60, minute);
        if (service.serves()) {
            requests(slot, minute, count);
        }
        for (EdgeSeries e : edges) {
            double calls = Math.rint(e.edge.rps * pod.share * 60);
            double failed = Math.min(calls, dice.count(calls * e.edge.errorShare, minute * 31 + 5));
            e.ok.add(slot, calls - failed);
            e.failed.add(slot, failed);
            e.seconds.add(slot, calls * e.edge.latencyMs / 1000);
            e.count.add(slot, calls);
        }
        if (!connections.isEmpty()) {
            boolean database = service.kind() == ServiceKind.DATABASE;
            double active =
                    database
                            ? service.connections / Math.max(1, service.pods.size())
                            : pod.poolInUse;
            connections.get(0).append(slot, Math.min(service.pool, Math.ceil(active)));
            connections.get(1).append(slot, service.pool);
        }
        if (!cache.isEmpty()) {
            double hits = Math.rint(count * service.hitRatio);
            cache.get(0).add(slot, hits);
            cache.get(1).add(slot, count - hits);
        }
        if (!queue.isEmpty()) {
            double depth = Math.rint(service.depth / Math.max(1, service.pods.size()));
            queue.get(0).append(slot, depth);
            queue.get(1).append(slot, Math.rint(service.depth / Math.max(0.01, service.drained)));
        }
        if (!processed.isEmpty()) {
            double failed = Math.min(count, dice.count(count * pod.errorShare, minute * 31 + 9));
            processed.get(0).add(slot, count - failed);
            processed.get(1).add(slot, failed);
        }
    }

    private void requests(int slot, long minute, double count) {
        double failed = Math.min(count, dice.count(count * pod.errorShare, minute * 31 + 1));
        double shed = Math.rint(failed * pod.shedPart);
        double late = Math.rint((failed - shed) * pod.latePart);
        double missing = Math.min(count - failed, dice.count(count * 0.004, minute * 31 + 2));
        codes[0].add(slot, count - failed - missing);
        codes[1].add(slot, missing);
        codes[2].add(slot, failed - shed - late);
        codes[3].add(slot, shed);
        codes[4].add(slot, late);
        for (int b = 0; b < buckets.length; b++) {
            double within = within(b);
            buckets[b].add(slot, Math.rint(count * within));
        }
        served[0].add(slot, count * pod.latencyMs / 1000);
        served[1].add(slot, count);
    }

    private double within(int bucket) {
        return bucket == Model.BOUNDS.length ? 1 : pod.within[bucket];
    }

    /** Requests happen whether or not they are scraped. */
    private void skip(long minute) {
        if (pod.running && service.serves()) {
            double count = dice.count(pod.rps * 60, minute);
            codes[0].total += count * (1 - pod.errorShare);
            codes[2].total += count * pod.errorShare;
            for (int b = 0; b < buckets.length; b++) {
                buckets[b].total += count * within(b);
            }
            served[0].total += count * pod.latencyMs / 1000;
            served[1].total += count;
        }
    }

    /** Nothing was scraped at all this minute, by anybody: the counters still went on. */
    void unscraped(long minute) {
        cpu.total += pod.cpuCores * 60;
        periods.total += 600;
        throttled.total += Math.rint(600 * pod.throttled);
        skip(minute);
    }

    /** The pod is gone: its series end. */
    void end(int slot) {
        own.forEach(s -> endAt(s, slot));
        container.forEach(s -> endAt(s, slot));
    }

    private static void endAt(Series series, int slot) {
        if (series.nextSlot() <= slot) {
            series.end(slot);
        }
    }
}
