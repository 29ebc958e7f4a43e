package io.sreagent.ui;

import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.Quote;
import io.sreagent.analysis.logs.template.Variable;
import io.sreagent.logs.LogReport;
import io.sreagent.logs.LogSearch;
import io.sreagent.logs.LogTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the page of logs shows: a question, the query it became, and the lines found as templates.
 *
 * @param trouble why nothing could be asked; null when it could
 */
public record LogPage(
        String ask,
        String query,
        LogSearch.@Nullable Found found,
        List<Row> rows,
        @Nullable String trouble) {
    private static final int PLACES = 12; // of a template
    private static final int COMMON = 5; // values of a place
    private static final double SHARE = 0.02; // of a place's values; what is rarer says nothing
    private static final int ENOUGH = 20; // numbers to tell their range
    static final int HEIGHT = 16; // of a sparkline, in its own units

    /** A page on which nothing was asked yet. */
    static final LogPage EMPTY = new LogPage("", "", null, List.of(), null);

    static LogPage of(String ask, LogSearch.Found found) {
        List<Row> rows = LogTable.of(found.lines()).stream().map(Row::of).toList();
        return new LogPage(ask, found.query(), found, rows, null);
    }

    /** What changed, in the visitor's language. */
    public List<String> changes(String lang) {
        LogSearch.Found known = found;
        if (known == null) return List.of();
        return known.changes().stream().map(words -> in(lang, words)).toList();
    }

    private static String in(String lang, Words words) {
        return lang.equals("zh") ? words.zh() : words.en();
    }

    /** One template with its lines over time, and the values at its variable places. */
    public record Row(
            String text,
            long count,
            String severity,
            List<Bar> bars,
            List<Quote> quotes,
            List<Values> values) {
        static Row of(LogReport.Row row) {
            return new Row(
                    row.text(),
                    row.count(),
                    row.worst().name().toLowerCase(Locale.ROOT),
                    Bar.of(row.counts()),
                    row.quotes(),
                    row.variables().stream().limit(PLACES).map(Values::of).toList());
        }
    }

    /**
     * The values at one variable place.
     *
     * @param before the word before it
     * @param common the commonest of them with their share
     * @param numbers smallest, median and largest of a sample; empty where they are no numbers
     */
    public record Values(String before, String type, List<String> common, String numbers) {
        static Values of(Variable variable) {
            double[] sample = variable.sample();
            boolean measured = sample.length >= ENOUGH;
            return new Values(
                    variable.before(),
                    variable.type().name().toLowerCase(Locale.ROOT),
                    variable.common().stream()
                            .limit(COMMON)
                            .filter(each -> each.count() >= SHARE * variable.seen())
                            .map(each -> share(each, variable.seen()))
                            .toList(),
                    measured
                            ? "%s – %s – %s"
                                    .formatted(
                                            Figures.plain(sample[0]),
                                            Figures.plain(sample[sample.length / 2]),
                                            Figures.plain(sample[sample.length - 1]))
                            : "");
        }

        private static String share(Variable.Common value, long seen) {
            return value.value() + " " + Figures.percent((double) value.count() / seen);
        }
    }

    /** One slot of a sparkline; slots without a line have none. */
    public record Bar(int x, double y, double height) {
        static List<Bar> of(long[] counts) {
            long most = 1;
            for (long count : counts) most = Math.max(most, count);
            List<Bar> bars = new ArrayList<>();
            for (int i = 0; i < counts.length; i++) {
                if (counts[i] == 0) continue;
                double height = Math.max(1, (double) HEIGHT * counts[i] / most);
                bars.add(new Bar(i, HEIGHT - height, height));
            }
            return bars;
        }
    }
}
