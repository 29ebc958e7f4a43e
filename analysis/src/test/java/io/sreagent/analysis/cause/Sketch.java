package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A case of a few services and only as many metrics as matter: one hour at one level, ten minutes
 * at another. What {@link Shop} is too large for.
 */
final class Sketch {
    static final Instant ONSET = Instant.parse("2026-03-03T10:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final int PAST = 60;
    private static final int LENGTH = 71;

    private final List<Series> series = new ArrayList<>();
    private final List<LogLine> logs = new ArrayList<>();
    private final List<DependencyGraph.Edge> edges = new ArrayList<>();

    static Resource at(String name) {
        return name.startsWith("node-") ? Resource.node(name) : Resource.service("shop", name);
    }

    Sketch calls(String caller, String... callees) {
        for (String callee : callees)
            edges.add(new DependencyGraph.Edge(at(caller), at(callee), 1, "test"));
        return this;
    }

    /** A ratio that hurts when it rises. */
    Sketch ratio(String name, String of, double before, double after) {
        return series(name, of, Unit.RATIO, Hurts.UP, before, after);
    }

    /** What a service is asked for in a second. */
    Sketch load(String of, double before, double after) {
        return series("request_rate", of, Unit.PER_SECOND, Hurts.NEITHER, before, after);
    }

    Sketch seconds(String name, String of, double before, double after) {
        return series(name, of, Unit.SECONDS, Hurts.UP, before, after);
    }

    /** How many wait in a queue. */
    Sketch waiting(String of, double before, double after) {
        return series("queue_length", of, Unit.COUNT, Hurts.UP, before, after);
    }

    /** What one caller sees of a callee. */
    static String seenBy(String name, String caller) {
        return name + "{caller=\"shop/" + caller + "\"}";
    }

    Sketch series(String name, String of, Unit unit, Hurts hurts, double before, double after) {
        double[] values = new double[LENGTH];
        Arrays.setAll(
                values, i -> (i < PAST ? before : after) * (1 + 0.01 * (i * 7 % 11 / 11.0 - 0.5)));
        Metric metric = new Metric(name, at(of), unit, hurts, name);
        series.add(new Series(metric, ONSET.minus(STEP.multipliedBy(PAST)), STEP, values));
        return this;
    }

    /** As many lines a minute after the onset. */
    Sketch says(String of, String message, int times) {
        return lines(of, ONSET, message, times);
    }

    /** As many lines well before the onset. */
    Sketch said(String of, String message, int times) {
        return lines(of, ONSET.minus(Duration.ofMinutes(20)), message, times);
    }

    private Sketch lines(String of, Instant from, String message, int times) {
        for (int i = 0; i < times; i++)
            logs.add(
                    new LogLine(
                            from.plusSeconds(60 + i),
                            at(of),
                            LogLine.Severity.ERROR,
                            message,
                            null,
                            of + ".log:" + i));
        return this;
    }

    Case facts() {
        return new Case(
                Optional.of(ONSET),
                ONSET.plus(Duration.ofMinutes(10)),
                series,
                List.of(),
                new DependencyGraph(edges),
                List.of(),
                List.of(),
                logs,
                List.of());
    }

    Scene scene() {
        return Scene.of(facts());
    }

    static Place place(Scene scene, String name) {
        return scene.places().stream()
                .filter(place -> place.id().equals(at(name).id()))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name));
    }
}
