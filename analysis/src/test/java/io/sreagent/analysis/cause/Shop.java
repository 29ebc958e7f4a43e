package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Event;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Span;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A small shop of services with catalogue metrics, noise and a daily wave, into which a test puts
 * one fault: three hours of quiet past, then ten minutes of trouble, sampled every 30 s.
 *
 * <pre>
 * frontend ─► catalog ─► catalog-db
 *    ├──────► cart ────► redis
 *    └──────► checkout ─► payment
 *                 ├─────► orders-db
 *                 └─────► cart
 * </pre>
 */
final class Shop {
    static final Instant ONSET = Instant.parse("2026-03-03T10:00:00Z");
    static final Instant UNTIL = ONSET.plus(Duration.ofMinutes(10));
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final int PAST = 360;
    private static final int LENGTH = PAST + 21;

    private final Random random;
    private final Map<String, Series> series = new LinkedHashMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<LogLine> logs = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final List<Anomaly> anomalies = new ArrayList<>();
    private Optional<Instant> told = Optional.of(ONSET);

    Shop(long seed) {
        random = new Random(seed);
        for (String name : SERVICES) service(name);
        for (String node : List.of("node-1", "node-2")) {
            series("cpu_utilisation", node(node), Unit.RATIO, Hurts.UP, 0.4, 0.02);
            series("memory_utilisation", node(node), Unit.RATIO, Hurts.UP, 0.5, 0.005);
        }
    }

    static final List<String> SERVICES =
            List.of(
                    "frontend",
                    "catalog",
                    "catalog-db",
                    "cart",
                    "redis",
                    "checkout",
                    "payment",
                    "orders-db");

    static Resource at(String name) {
        return Resource.service("shop", name);
    }

    static Resource node(String name) {
        return Resource.node(name);
    }

    /** A pod of the service, on one of the two nodes. */
    static Resource pod(String name) {
        String node = SERVICES.indexOf(name) % 2 == 0 ? "node-1" : "node-2";
        return new Resource(null, "shop", name, name + "-7d9f-x", node, name);
    }

    private void service(String name) {
        series("request_rate", at(name), Unit.PER_SECOND, Hurts.NEITHER, 120, 6);
        series("error_ratio", at(name), Unit.RATIO, Hurts.UP, 0, 0);
        series("latency_p50", at(name), Unit.SECONDS, Hurts.UP, 0.02, 0.001);
        series("latency_p99", at(name), Unit.SECONDS, Hurts.UP, 0.12, 0.01);
        series("cpu_utilisation", pod(name), Unit.RATIO, Hurts.UP, 0.35, 0.02);
        series("cpu_throttling", pod(name), Unit.RATIO, Hurts.UP, 0, 0);
        series("memory_utilisation", pod(name), Unit.RATIO, Hurts.UP, 0.45, 0.005);
        series("restarts", pod(name), Unit.COUNT, Hurts.UP, 0, 0);
        series("replicas_unavailable", at(name), Unit.COUNT, Hurts.UP, 0, 0);
        if (name.equals("catalog") || name.equals("checkout"))
            series("db_connections_utilisation", at(name), Unit.RATIO, Hurts.UP, 0.3, 0.02);
        if (name.equals("redis"))
            series("cache_hit_ratio", at(name), Unit.RATIO, Hurts.DOWN, 0.95, 0.005);
    }

    private void series(
            String name, Resource resource, Unit unit, Hurts hurts, double level, double noise) {
        Metric metric =
                new Metric(name, resource, unit, hurts, name + "{of=\"" + resource.id() + "\"}");
        double[] values = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            double wave = 1 + 0.05 * Math.sin(2 * Math.PI * i / 2880);
            values[i] = level * wave + noise * random.nextGaussian();
        }
        Instant start = ONSET.minus(STEP.multipliedBy(PAST));
        series.put(name + " " + resource.owner().id(), new Series(metric, start, STEP, values));
    }

    /**
     * Adds to a metric from the onset on.
     *
     * @param added what to add, by minutes since the onset
     */
    Shop moves(String name, Resource resource, DoubleUnaryOperator added) {
        return movesLate(name, resource, 0, added);
    }

    Shop movesLate(String name, Resource resource, double minutes, DoubleUnaryOperator added) {
        Series moved =
                java.util.Objects.requireNonNull(
                        series.get(name + " " + resource.owner().id()), name);
        for (int i = PAST; i < LENGTH; i++) {
            double since = (i - PAST) * STEP.toSeconds() / 60.0;
            if (since >= minutes) moved.values()[i] += added.applyAsDouble(since - minutes);
        }
        return this;
    }

    Shop change(String name, Change.Kind kind, double minutesBefore, String what) {
        changes.add(
                new Change(
                        ONSET.minusSeconds((long) (minutesBefore * 60)),
                        at(name),
                        kind,
                        what,
                        "deployment/shop/" + name + " revision 12"));
        return this;
    }

    Shop event(String name, String reason, String message) {
        events.add(new Event(ONSET.plusSeconds(60), pod(name), reason, message, true, 3));
        return this;
    }

    Shop log(String name, LogLine.Severity severity, String message, int times) {
        for (int i = 0; i < times; i++)
            logs.add(
                    new LogLine(
                            ONSET.plusSeconds(30 + i),
                            pod(name),
                            severity,
                            message,
                            null,
                            name + ".log:" + i));
        return this;
    }

    /** Twenty requests before the onset, each logging these lines. */
    Shop requests(String name, String... lines) {
        return requests(name, ONSET.minusSeconds(1200), lines);
    }

    /** Twenty requests since the onset, each logging these lines. */
    Shop brokenRequests(String name, String... lines) {
        return requests(name, ONSET, lines);
    }

    private Shop requests(String name, Instant from, String... lines) {
        for (int i = 0; i < 20; i++)
            for (int j = 0; j < lines.length; j++)
                logs.add(
                        new LogLine(
                                from.plusSeconds(i).plusMillis(j),
                                pod(name),
                                LogLine.Severity.INFO,
                                lines[j],
                                "trace " + from.getEpochSecond() + i,
                                name + ".log"));
        return this;
    }

    /** Calls before the onset: own time of the callee and time on the way, in milliseconds. */
    Shop calls(String caller, String callee, int own, int way) {
        return calls(caller, callee, ONSET.minusSeconds(1200), own, way);
    }

    /** Calls since the onset. */
    Shop slowCalls(String caller, String callee, int own, int way) {
        return calls(caller, callee, ONSET, own, way);
    }

    private Shop calls(String caller, String callee, Instant from, int own, int way) {
        for (int i = 0; i < 20; i++) {
            String trace = "t" + from.getEpochSecond() + "-" + i;
            Instant start = from.plusSeconds(i);
            Duration inner = Duration.ofMillis(own);
            Duration client = inner.plusMillis(way);
            Duration outer = client.plusMillis(3);
            spans.add(new Span(trace, trace + "a", null, at(caller), "serve", start, outer, false));
            spans.add(
                    new Span(
                            trace,
                            trace + "b",
                            trace + "a",
                            at(caller),
                            "call",
                            start,
                            client,
                            false));
            spans.add(
                    new Span(
                            trace,
                            trace + "c",
                            trace + "b",
                            at(callee),
                            "serve",
                            start,
                            inner,
                            false));
        }
        return this;
    }

    Shop alarm(String metric, String name) {
        Metric alarmed = new Metric(metric, at(name), Unit.NONE, Hurts.UP, metric);
        anomalies.add(
                new Anomaly(
                        alarmed,
                        AnomalyKind.LEVEL_SHIFT,
                        ONSET,
                        ONSET,
                        1,
                        new Band(0, 0, 0.5),
                        0.9,
                        0.01,
                        8,
                        List.of("alarm"),
                        new Words("alarm", "告警")));
        return this;
    }

    Shop untold() {
        told = Optional.empty();
        return this;
    }

    Shop told(Instant onset) {
        told = Optional.of(onset);
        return this;
    }

    Case facts() {
        return new Case(
                told,
                UNTIL,
                List.copyOf(series.values()),
                anomalies,
                GRAPH,
                changes,
                events,
                logs,
                spans);
    }

    static final DependencyGraph GRAPH =
            new DependencyGraph(
                    List.of(
                            edge("frontend", "catalog"),
                            edge("frontend", "cart"),
                            edge("frontend", "checkout"),
                            edge("catalog", "catalog-db"),
                            edge("cart", "redis"),
                            edge("checkout", "payment"),
                            edge("checkout", "orders-db"),
                            edge("checkout", "cart")));

    private static DependencyGraph.Edge edge(String caller, String callee) {
        return new DependencyGraph.Edge(at(caller), at(callee), 1, "metrics");
    }
}
