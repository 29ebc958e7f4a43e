package io.sreagent.packs.rca;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.cause.Case;
import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Sock Shop: one file a case, one row a second, columns {@code service_metric}. */
final class SockShopPack extends RcaPack {

    @Override
    public String name() {
        return "sock-shop";
    }

    @Override
    Case read(Path home, JsonNode row, OnsetMode mode) throws IOException {
        List<List<String>> rows = Table.read(home.resolve(row.path("data").asText()));
        List<String> header = rows.getFirst();
        List<List<String>> body = rows.subList(1, rows.size());
        double[] time = Columns.column(body, 0);
        long[] seconds = new long[time.length];
        for (int i = 0; i < time.length; i++) seconds[i] = (long) time[i];
        List<Series> series = new ArrayList<>();
        for (int column = 1; column < header.size(); column++) {
            String[] parts = header.get(column).split("_", 2);
            double[] values = Columns.column(body, column);
            // Per cent of a core.
            if (parts[1].equals("cpu")) for (int i = 0; i < values.length; i++) values[i] /= 100;
            series.add(
                    Columns.series(
                            Columns.metric(parts[1], parts[0], unit(parts[1]), hurts(parts[1])),
                            seconds,
                            values,
                            Duration.ofSeconds(1)));
        }
        Instant onset = Instant.ofEpochSecond(row.path("onset").asLong());
        return new Case(
                mode.tell(onset),
                Instant.ofEpochSecond(seconds[seconds.length - 1]),
                series,
                List.of(),
                DependencyGraph.EMPTY,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static Unit unit(String metric) {
        if (metric.equals("mem")) return Unit.BYTES;
        if (metric.equals("cpu")) return Unit.CORES;
        if (metric.startsWith("lat")) return Unit.SECONDS;
        return metric.equals("lod") ? Unit.PER_SECOND : Unit.NONE;
    }

    private static Hurts hurts(String metric) {
        return metric.equals("lod") ? Hurts.NEITHER : Hurts.UP;
    }
}
