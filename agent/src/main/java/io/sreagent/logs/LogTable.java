package io.sreagent.logs;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.logs.finding.LogWindow;
import io.sreagent.analysis.logs.template.TemplateMiner;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lines at hand as a table of templates: how many, how grave, when, and a few of each. */
public final class LogTable {
    private LogTable() {}

    /**
     * @param lines a few thousand at most
     * @return the gravest first, of equals the commonest
     */
    public static List<LogReport.Row> of(List<LogLine> lines) {
        TemplateMiner miner = new TemplateMiner();
        TimeGrid grid = new TimeGrid();
        LogWindow all = new LogWindow(Instant.EPOCH, Duration.ofHours(1), text -> Optional.empty());
        for (LogLine line : lines) {
            long template = miner.add(line.message());
            all.add(template, line);
            grid.add(template, line.time());
        }
        miner.consolidate();
        all.settle(miner);
        grid.settle(miner::current);
        return miner.templates().stream()
                .map(
                        t ->
                                LogReport.Row.of(
                                        t,
                                        all.worst(t.id()).orElse(Severity.INFO),
                                        grid.of(t.id()),
                                        all.quotes(t.id())))
                .sorted(
                        Comparator.comparing(
                                        (LogReport.Row row) ->
                                                row.worst().compareTo(Severity.WARN) >= 0
                                                        ? row.worst()
                                                        : Severity.INFO)
                                .reversed()
                                .thenComparing(
                                        Comparator.comparingLong(LogReport.Row::count).reversed()))
                .toList();
    }
}
