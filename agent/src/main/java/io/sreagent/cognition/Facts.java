package io.sreagent.cognition;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.cause.Case;
import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The facts of a case, and which could not be had.
 *
 * @param news what the suspects' logs say since the onset that they did not say before
 * @param troubles what is missing and why; it lowers confidence and stops nothing
 */
public record Facts(Case facts, List<LogNews.News> news, List<String> troubles) {
    private static final Duration RECENT = Duration.ofMinutes(3);

    public Facts {
        requireNonNull(facts, "facts");
        news = List.copyOf(news);
        troubles = List.copyOf(troubles);
    }

    /** Without news of logs. */
    public Facts(Case facts, List<String> troubles) {
        this(facts, List.of(), troubles);
    }

    /**
     * One thing that is new in a log, with lines that prove it.
     *
     * @param text the template, which stays the same while counts grow
     */
    public record LogFindingSeen(
            String resource,
            String text,
            LogFinding.Kind kind,
            LogLine.Severity severity,
            long count,
            Optional<String> rule,
            Words words,
            List<Quote> quotes) {
        static LogFindingSeen of(LogNews.News news) {
            LogFinding finding = news.finding();
            return new LogFindingSeen(
                    news.resource().id(),
                    finding.text(),
                    finding.kind(),
                    finding.severity(),
                    finding.count(),
                    finding.rule(),
                    finding.words(),
                    finding.quotes());
        }
    }

    /** Of a stored summary what the logs said; older ones say nothing. */
    public record LogsSaid(@Nullable List<LogFindingSeen> logFindings) {
        public List<LogFindingSeen> findings() {
            return logFindings == null ? List.of() : logFindings;
        }
    }

    /** What was looked at, for people: how much of each kind, which changes, what is missing. */
    public record Summary(
            int series,
            int events,
            int logLines,
            List<LogFindingSeen> logFindings,
            List<Change> changes,
            List<String> troubles) {}

    public Summary summary() {
        return new Summary(
                facts.metrics().size(),
                facts.events().size(),
                facts.logs().size(),
                news.stream().map(LogFindingSeen::of).toList(),
                facts.changes(),
                troubles);
    }

    /**
     * Load of a service now against its median before a time; 1 when nothing is known of either.
     */
    public double loadGrowth(Resource of, Instant onset) {
        for (Series series : facts.metrics()) {
            boolean load = series.metric().name().equals("request_rate");
            if (!load || !series.metric().resource().owner().id().equals(of.id())) continue;
            double before = series.between(series.start(), onset).median();
            double after =
                    series.between(series.end().minus(RECENT), series.end().plusSeconds(1))
                            .median();
            if (before > 0 && after > 0) return after / before;
        }
        return 1;
    }
}
