package io.sreagent.simulator.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.Pods;
import io.sreagent.simulator.cluster.Tree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the world knows about one pod beyond its object: what its process does, and what it did
 * lately.
 */
final class PodState {
    /** What one minute was like, for the log. */
    record Minute(
            long at,
            double rps,
            double errorShare,
            String trouble,
            double latencyMs,
            double memoryShare) {}

    /** A line the process wrote for itself, outside of serving. */
    record Note(long at, String level, String text) {}

    private static final int MINUTES = 240;

    final String uid;
    final String name;
    final String namespace;
    final String service;
    final String node;
    final String image;
    final String tag;
    final double limitMib;
    final double limitCores;
    final double requestCores;
    final int number; // order of appearance: the pod's own stream of chance
    long bornAt;
    long startedAt; // of the running container
    boolean running;
    long readySince = -1; // -1 while not ready
    long readyMillis; // in the minute that is being counted
    Map<String, String> config = Map.of();
    long configOf = -1; // when what it loaded was written; -1 when that is not known
    double leakMib;
    double diskMib;
    double leakedConnections;
    double workingSetMib;
    final Effects effects = new Effects();
    final Deque<Minute> minutes = new ArrayDeque<>();
    final Deque<Note> notes = new ArrayDeque<>();
    @Nullable PodSeries series;

    // one minute's result
    double share;
    double rps;
    double cpuCores;
    double utilisation;
    double throttled;
    double errorShare;
    double latencyMs;
    double sigma;
    final double[] within = new double[Model.BOUNDS.length]; // share of requests up to each bound
    double overload;
    double shedPart; // of the errors, answered 503 at once
    double latePart; // of the others, answered 504 after the time-out
    double poolInUse; // database connections
    double lostPackets; // share

    PodState(ObjectNode pod, String service, int number, long now) {
        uid = Tree.uid(pod);
        name = Tree.name(pod);
        namespace = Tree.namespace(pod);
        this.service = service;
        this.number = number;
        node = Pods.node(pod);
        image = Pods.image(pod);
        tag = tagOf(image);
        limitMib = Pods.limitMib(pod, 1024);
        limitCores = Pods.limitCores(pod, 1);
        requestCores = Pods.requestCores(pod);
        bornAt = now;
    }

    static String tagOf(String image) {
        int colon = image.lastIndexOf(':');
        return colon < 0 || image.indexOf('/', colon) >= 0 ? "latest" : image.substring(colon + 1);
    }

    /** The container (again) begins: nothing of what it had gathered is left. */
    void start(long now, Map<String, String> current) {
        running = true;
        startedAt = now;
        leakMib = 0;
        diskMib = 0;
        leakedConnections = 0;
        workingSetMib = 0;
        config = current;
        configOf = -1;
    }

    void ready(boolean ready, long now) {
        if (ready && readySince < 0) {
            readySince = now;
        } else if (!ready && readySince >= 0) {
            readyMillis += now - readySince;
            readySince = -1;
        }
    }

    /** Ready milliseconds since the last call. */
    long takeReady(long now, long since) {
        long total = readyMillis + (readySince < 0 ? 0 : now - Math.max(readySince, since));
        readyMillis = 0;
        if (readySince >= 0) {
            readySince = now;
        }
        return total;
    }

    void remember(Minute minute) {
        minutes.addLast(minute);
        if (minutes.size() > MINUTES) {
            minutes.removeFirst();
        }
    }

    void note(long at, String level, String text) {
        notes.addLast(new Note(at, level, text));
        if (notes.size() > MINUTES) {
            notes.removeFirst();
        }
    }
}
