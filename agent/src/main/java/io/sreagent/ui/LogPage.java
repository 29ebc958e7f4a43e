package io.sreagent.ui;

import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.Quote;
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

    /** One template with its lines over time. */
    public record Row(
            String text, long count, String severity, List<Bar> bars, List<Quote> quotes) {
        static Row of(LogReport.Row row) {
            return new Row(
                    row.text(),
                    row.count(),
                    row.worst().name().toLowerCase(Locale.ROOT),
                    Bar.of(row.counts()),
                    row.quotes());
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
