package io.sreagent.benchmarks.cause;

import io.sreagent.analysis.cause.Case;
import io.sreagent.analysis.cause.CauseEngine;
import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Span;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Diagnosis;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;

/**
 * CPU time of one diagnosis over 500 metrics × 1,000 points, 100,000 log lines and 50,000 spans of
 * 100 services, of which one is short of CPU. Usage: {@code CauseSpeed}.
 */
public final class CauseSpeed {
    private static final Instant ONSET = Instant.parse("2026-03-03T10:00:00Z");
    private static final Duration STEP = Duration.ofSeconds(15);
    private static final int SERVICES = 100;
    private static final int POINTS = 1000;
    private static final int SINCE = 40;
    private static final int LINES = 100_000;
    private static final int SPANS = 50_000;
    private static final int ROUNDS = 6;

    private CauseSpeed() {}

    public static void main(String[] arguments) {
        Case facts = facts();
        CauseEngine engine = CauseEngine.standard();
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpuNanos();
            Diagnosis diagnosis = engine.diagnose(facts);
            double seconds = (cpuNanos() - start) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "round %d: %.2f CPU-s; first %s with %.2f%n",
                    round + 1,
                    seconds,
                    diagnosis.best().map(best -> best.candidate().id()).orElse("none"),
                    diagnosis.best().map(best -> best.confidence()).orElse(0.0));
        }
    }

    private static Resource service(int i) {
        return Resource.service("shop", "service-" + i);
    }

    private static Case facts() {
        Random random = new Random(1);
        List<Series> metrics = new ArrayList<>();
        List<DependencyGraph.Edge> edges = new ArrayList<>();
        for (int s = 0; s < SERVICES; s++) {
            boolean broken = s == 37;
            metrics.add(series("request_rate", s, Unit.PER_SECOND, 100, 5, 0, random));
            metrics.add(series("latency_p99", s, Unit.SECONDS, 0.1, 0.01, broken ? 1 : 0, random));
            metrics.add(series("error_ratio", s, Unit.RATIO, 0.01, 0.002, 0, random));
            metrics.add(
                    series("cpu_utilisation", s, Unit.RATIO, 0.3, 0.02, broken ? 0.6 : 0, random));
            metrics.add(series("memory_utilisation", s, Unit.RATIO, 0.5, 0.005, 0, random));
            if (s > 0) edges.add(new DependencyGraph.Edge(service(s / 3), service(s), 1, "traces"));
        }
        Instant start = ONSET.minus(STEP.multipliedBy(POINTS - SINCE));
        Instant until = ONSET.plus(STEP.multipliedBy(SINCE - 1));
        long millis = Duration.between(start, until).toMillis();
        return new Case(
                Optional.empty(),
                until,
                metrics,
                List.of(),
                new DependencyGraph(edges),
                List.of(),
                List.of(),
                lines(start, millis, random),
                spans(start, millis, random));
    }

    private static Series series(
            String name,
            int of,
            Unit unit,
            double level,
            double noise,
            double more,
            Random random) {
        Hurts hurts = name.equals("request_rate") ? Hurts.NEITHER : Hurts.UP;
        double[] values = new double[POINTS];
        for (int t = 0; t < POINTS; t++)
            values[t] = level + noise * random.nextGaussian() + (t < POINTS - SINCE ? 0 : more);
        Metric metric = new Metric(name, service(of), unit, hurts, name + " " + of);
        return new Series(metric, ONSET.minus(STEP.multipliedBy(POINTS - SINCE)), STEP, values);
    }

    private static List<LogLine> lines(Instant start, long millis, Random random) {
        List<LogLine> lines = new ArrayList<>();
        String[] statements = {"order %d taken", "price of %d is %d", "stored %d", "done in %d ms"};
        for (int i = 0; i < LINES; i += statements.length) {
            Instant time = start.plusMillis((long) (random.nextDouble() * millis));
            Resource at = service(random.nextInt(SERVICES));
            for (int j = 0; j < statements.length; j++)
                lines.add(
                        new LogLine(
                                time.plusMillis(j),
                                at,
                                random.nextInt(200) == 0
                                        ? LogLine.Severity.ERROR
                                        : LogLine.Severity.INFO,
                                "Handler#%d ".formatted(10 * j)
                                        + statements[j].formatted(random.nextInt(9999), i),
                                "trace-" + i,
                                "log:" + i));
        }
        return lines;
    }

    private static List<Span> spans(Instant start, long millis, Random random) {
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < SPANS; i += 2) {
            Instant time = start.plusMillis((long) (random.nextDouble() * millis));
            int callee = 1 + random.nextInt(SERVICES - 1);
            Duration inner = Duration.ofMillis(5 + random.nextInt(10));
            String trace = "trace-" + i;
            spans.add(
                    new Span(
                            trace,
                            trace + "a",
                            null,
                            service(callee / 3),
                            "call",
                            time,
                            inner.plusMillis(2),
                            false));
            spans.add(
                    new Span(
                            trace,
                            trace + "b",
                            trace + "a",
                            service(callee),
                            "serve",
                            time.plusMillis(1),
                            inner,
                            false));
        }
        return spans;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
