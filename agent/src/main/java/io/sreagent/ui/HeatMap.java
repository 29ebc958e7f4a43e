package io.sreagent.ui;

import io.sreagent.cognition.Correlation;
import io.sreagent.cognition.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which metrics move together, as a square of cells: darker is closer, two colours for the sign.
 */
public record HeatMap(List<Row> rows) {
    private static final int SHADES = 5;

    /** One metric against all, in the order of the rows. */
    public record Row(String metric, List<Cell> cells) {}

    /**
     * @param text the correlation in tenths, such as {@code −.8}; empty where there is none
     * @param css {@code p1} to {@code p5} together, {@code n1} to {@code n5} against each other
     */
    public record Cell(String text, String css, String title) {}

    static HeatMap of(Surroundings around) {
        Map<String, Correlation> pairs = new LinkedHashMap<>();
        for (Correlation each : around.correlations()) {
            pairs.put(each.first() + "\n" + each.second(), each);
            pairs.put(
                    each.second() + "\n" + each.first(),
                    new Correlation(
                            each.second(),
                            each.first(),
                            -each.lagSeconds(),
                            each.r(),
                            each.p(),
                            each.samples()));
        }
        List<Row> rows = new ArrayList<>();
        for (String one : around.metrics()) {
            List<Cell> cells = new ArrayList<>();
            for (String other : around.metrics()) {
                Correlation pair = pairs.get(one + "\n" + other);
                if (one.equals(other)) cells.add(new Cell("", "self", one));
                else if (pair == null) cells.add(new Cell("", "", ""));
                else cells.add(cell(pair));
            }
            rows.add(new Row(one, cells));
        }
        return new HeatMap(rows);
    }

    /** Less than two metrics make no map. */
    public boolean isEmpty() {
        return rows.size() < 2;
    }

    private static Cell cell(Correlation pair) {
        int shade = (int) Math.round(Math.abs(pair.r()) * SHADES);
        String sign = pair.r() < 0 ? "n" : "p";
        String lag =
                pair.lagSeconds() == 0
                        ? ""
                        : String.format(Locale.ROOT, ", lag %+d s", pair.lagSeconds());
        String title =
                String.format(
                        Locale.ROOT,
                        "%s ~ %s: r %.2f%s, p %.2g, n %d",
                        pair.first(),
                        pair.second(),
                        pair.r(),
                        lag,
                        pair.p(),
                        pair.samples());
        return new Cell(tenths(pair.r()), shade == 0 ? "" : sign + shade, title);
    }

    private static String tenths(double r) {
        int tenths = (int) Math.round(Math.abs(r) * 10);
        String digits = tenths == 10 ? "1" : "." + tenths;
        return tenths == 0 ? "0" : (r < 0 ? "−" : "") + digits;
    }
}
