package io.sreagent.packs.rca;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.cause.Case;
import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * PetShop: five rows around the alarm, one in five minutes, and two quiet days recorded at another
 * time. The quiet days are moved to end right before the first row, so that they are its past.
 */
public final class PetShopPack extends RcaPack {
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final int HEADERS = 4;

    /** Time of an alarm of which nobody told when it came: after all that was recorded. */
    private static final Instant LATE = Instant.MAX.minus(Duration.ofDays(1));

    @Override
    public String name() {
        return "petshop";
    }

    @Override
    Case read(Path home, JsonNode row, OnsetMode mode) throws IOException {
        List<List<String>> normal = Table.read(home.resolve(row.path("normal").asText()));
        List<List<String>> data = Table.read(home.resolve(row.path("data").asText()));
        Instant onset = Instant.ofEpochSecond(row.path("onset").asLong());
        JsonNode target = row.path("target");
        Metric alarmed =
                metric(
                        target.path("node").asText(),
                        target.path("metric").asText(),
                        target.path("agg").asText());
        return facts(
                home.resolve(row.path("graph").asText()),
                normal,
                data,
                mode.tell(onset),
                List.of(alarm(alarmed, mode == OnsetMode.NONE ? LATE : onset)));
    }

    /** The alarm that opened the case; it tells where it hurts, not since when. */
    private static Anomaly alarm(Metric metric, Instant time) {
        double effect = metric.hurts() == Hurts.DOWN ? -10 : 10;
        return new Anomaly(
                metric,
                AnomalyKind.LEVEL_SHIFT,
                time,
                time,
                Double.NaN,
                new Band(Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY),
                1,
                0,
                effect,
                List.of("alarm"),
                new Words("alarm on " + metric.id(), metric.id() + " 告警"));
    }

    /** A case from tables as the files hold them, four header rows each. */
    public static Case facts(
            Path graph,
            List<List<String>> normal,
            List<List<String>> data,
            Optional<Instant> onset,
            List<Anomaly> alarms)
            throws IOException {
        List<List<String>> now = data.subList(HEADERS, data.size());
        List<List<String>> past = normal.subList(HEADERS, normal.size());
        Map<String, Integer> pastColumns = new HashMap<>();
        for (int i = 1; i < normal.getFirst().size(); i++) pastColumns.put(key(normal, i), i);
        long first = (long) Table.number(now.getFirst().getFirst());
        long[] seconds = new long[past.size() + now.size()];
        for (int i = 0; i < seconds.length; i++)
            seconds[i] = first + (i - past.size()) * STEP.toSeconds();
        List<Series> series = new ArrayList<>();
        for (int i = 1; i < data.getFirst().size(); i++) {
            Metric metric = metric(data.get(0).get(i), data.get(1).get(i), data.get(2).get(i));
            double[] values = new double[seconds.length];
            Integer column = pastColumns.get(key(data, i));
            double[] before = Columns.column(past, column == null ? Integer.MAX_VALUE : column);
            double[] after = Columns.column(now, i);
            if (metric.unit() == Unit.RATIO) {
                percentToRatio(before);
                percentToRatio(after);
            }
            System.arraycopy(before, 0, values, 0, before.length);
            System.arraycopy(after, 0, values, before.length, after.length);
            series.add(new Series(metric, Instant.ofEpochSecond(seconds[0]), STEP, values));
        }
        return new Case(
                onset,
                Optional.of(Instant.ofEpochSecond(first).minus(STEP)),
                Instant.ofEpochSecond(seconds[seconds.length - 1]),
                series,
                alarms,
                graph(graph),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static void percentToRatio(double[] values) {
        for (int i = 0; i < values.length; i++) values[i] /= 100;
    }

    private static String key(List<List<String>> table, int column) {
        return table.get(0).get(column)
                + "\n"
                + table.get(1).get(column)
                + "\n"
                + table.get(2).get(column);
    }

    private static Metric metric(String node, String name, String statistic) {
        Unit unit =
                switch (name) {
                    case "latency" -> Unit.SECONDS;
                    case "requests" -> Unit.COUNT;
                    default -> Unit.RATIO;
                };
        Hurts hurts =
                switch (name) {
                    case "latency" -> Hurts.UP;
                    case "requests" -> Hurts.NEITHER;
                    default -> Hurts.DOWN;
                };
        return new Metric(name + "_" + statistic, Columns.service(node), unit, hurts, name);
    }

    /** A remote or client node is not instrumented itself; tracing infers it from its caller. */
    private static double confidence(String node) {
        return node.endsWith("_remote") || node.endsWith("_client") ? 0.3 : 1;
    }

    private static DependencyGraph graph(Path file) throws IOException {
        List<List<String>> rows = Table.read(file);
        List<DependencyGraph.Edge> edges = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size()))
            for (int i = 1; i < row.size(); i++)
                if (Table.number(row.get(i)) > 0)
                    edges.add(
                            new DependencyGraph.Edge(
                                    Columns.service(row.getFirst()),
                                    Columns.service(rows.getFirst().get(i)),
                                    confidence(rows.getFirst().get(i)),
                                    "traces"));
        return new DependencyGraph(edges);
    }
}
