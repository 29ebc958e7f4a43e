package io.sreagent.simulator.world;

import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.metrics.Labels;
import io.sreagent.simulator.metrics.Series;
import io.sreagent.simulator.metrics.SeriesStore;

/** One node: what its pods use of it, and what node-exporter says about it. */
final class NodeState {
    static final int CORES = 8;
    static final double MEMORY_MIB = 32_768;
    static final double DISK_MIB = 102_400;

    final String name;
    private final int number;
    private final Dice dice;
    double extraCores; // burnt by pods outside the model
    double extraMib;
    double filledMib; // written by pods
    double usedCores;
    double usedMib;
    double diskShare;
    private static final String[] MODES = {"idle", "user", "system"};

    private final Series[][] cpu = new Series[MODES.length][CORES];
    private final double[] seconds = new double[3];
    private final Series available;
    private final Series total;
    private final Series diskFree;
    private final Series diskSize;

    NodeState(String name, int number, SeriesStore store, Dice dice) {
        this.name = name;
        this.number = number;
        this.dice = dice;
        for (int i = 0; i < MODES.length; i++) {
            for (int core = 0; core < CORES; core++) {
                String[] labels = {"mode", MODES[i], "cpu", String.valueOf(core)};
                cpu[i][core] = series(store, "node_cpu_seconds_total", labels);
            }
        }
        available = series(store, "node_memory_MemAvailable_bytes");
        total = series(store, "node_memory_MemTotal_bytes");
        diskFree =
                series(
                        store,
                        "node_filesystem_avail_bytes",
                        "mountpoint",
                        "/",
                        "fstype",
                        "ext4",
                        "device",
                        "/dev/sda1");
        diskSize =
                series(
                        store,
                        "node_filesystem_size_bytes",
                        "mountpoint",
                        "/",
                        "fstype",
                        "ext4",
                        "device",
                        "/dev/sda1");
    }

    private Series series(SeriesStore store, String metric, String... more) {
        var labels = new String[more.length + 6];
        labels[0] = Labels.NAME;
        labels[1] = metric;
        labels[2] = "node";
        labels[3] = name;
        labels[4] = "instance";
        labels[5] = name + ":9100";
        System.arraycopy(more, 0, labels, 6, more.length);
        return store.series(Labels.of(labels), 0);
    }

    /** Adds the system's own use to that of the pods. */
    void count(double podCores, double podMib, long minute) {
        double noise = dice.gaussian(minute * 64 + number);
        usedCores = Math.min(CORES, podCores + extraCores + 0.35 + 0.03 * noise);
        usedMib =
                Math.min(
                        MEMORY_MIB * 0.99,
                        podMib + extraMib + 1_900 + 25 * dice.drift(minute * 64 + number, 64 * 60));
        diskShare =
                Math.min(
                        1,
                        0.38
                                + 0.01 * dice.drift(minute * 64 + number + 17, 64 * 720)
                                + filledMib / DISK_MIB);
    }

    void scrape(int slot) {
        seconds[0] += Math.max(0, CORES - usedCores) * 60;
        seconds[1] += usedCores * 0.8 * 60;
        seconds[2] += usedCores * 0.2 * 60;
        for (int i = 0; i < MODES.length; i++) {
            for (Series core : cpu[i]) core.append(slot, seconds[i] / CORES);
        }
        available.append(slot, Math.rint((MEMORY_MIB - usedMib) * 1048576));
        total.hold(slot, MEMORY_MIB * 1048576);
        diskFree.append(slot, Math.rint((1 - diskShare) * DISK_MIB * 1048576));
        diskSize.hold(slot, DISK_MIB * 1048576);
    }

    void pause(int slot) {
        total.pause(slot);
        diskSize.pause(slot);
    }
}
