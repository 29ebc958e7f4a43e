package io.sreagent.packs.rca;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Columns of recorded files as series: names, units and directions that hurt, times on a grid. */
final class Columns {
    private Columns() {}

    /** A place known by its name alone. */
    static Resource service(String name) {
        return new Resource(null, null, name, null, null, name);
    }

    static Metric metric(String name, String service, Unit unit, Hurts hurts) {
        return new Metric(name, service(service), unit, hurts, name);
    }

    /**
     * Puts unevenly timed values onto an even grid; the last value of a cell wins, empty cells are
     * NaN.
     */
    static Series series(Metric metric, long[] seconds, double[] values, Duration step) {
        long width = step.toSeconds();
        long first = Math.floorDiv(seconds[0], width);
        long last = first;
        for (long second : seconds) {
            first = Math.min(first, Math.floorDiv(second, width));
            last = Math.max(last, Math.floorDiv(second, width));
        }
        double[] grid = new double[(int) (last - first + 1)];
        Arrays.fill(grid, Double.NaN);
        for (int i = 0; i < seconds.length; i++)
            if (!Double.isNaN(values[i]))
                grid[(int) (Math.floorDiv(seconds[i], width) - first)] = values[i];
        return new Series(metric, Instant.ofEpochSecond(first * width), step, grid);
    }

    static double[] column(List<List<String>> rows, int index) {
        double[] values = new double[rows.size()];
        for (int i = 0; i < values.length; i++)
            values[i] =
                    index < rows.get(i).size() ? Table.number(rows.get(i).get(index)) : Double.NaN;
        return values;
    }
}
