package io.sreagent.logs;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.HourSummary;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.LogFindings;
import io.sreagent.analysis.logs.finding.LogWindow;
import io.sreagent.analysis.logs.finding.TemplateBaseline;
import io.sreagent.analysis.logs.read.LogReader;
import io.sreagent.analysis.logs.read.Parsed;
import io.sreagent.analysis.logs.rules.Rule;
import io.sreagent.analysis.logs.rules.RulePack;
import io.sreagent.analysis.logs.template.Template;
import io.sreagent.analysis.logs.template.TemplateMiner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs of any size from front to end and tells what is in them, in constant memory.
 *
 * <p>Each record goes through reader, template miner and counters and is then forgotten. Whole
 * hours train a baseline; once it has a day, each further hour is compared with it ({@link
 * LogFindings}), so that a log of a month tells which of its hours were unlike the others. Known
 * troubles (rule packs) are told for the whole. Logs out of order or without times lose the
 * comparison by hours, nothing else. Cost: one pass; see docs/logs.md for lines a second.
 */
public final class LogAnalysis {
    static final int MOST_FINDINGS = 200;
    private static final int FINDINGS_AN_HOUR = 20;
    private static final Duration HOUR = Duration.ofHours(1);

    private final Function<String, Optional<Rule>> rules;
    private final ZoneId zone;
    private final Instant reference;
    private final TemplateMiner miner = new TemplateMiner();
    private final TimeGrid grid = new TimeGrid();
    private final LogWindow whole;
    private final TemplateBaseline baseline;
    private final PastHours past = new PastHours();
    private @Nullable LogWindow hour;
    private final List<LogReport.Found> findings = new ArrayList<>();
    private final List<LogReport.Source> sources = new ArrayList<>();
    private final List<String> troubles;
    private Instant from = Instant.MAX;
    private Instant until = Instant.MIN;

    /**
     * @param rules known troubles
     * @param zone of times that name none
     * @param reference about when the logs were written: years that are missing come from it
     */
    public LogAnalysis(RuleFiles.Read rules, ZoneId zone, Instant reference) {
        RulePack pack = rules.pack();
        this.rules = pack::gravest;
        this.zone = zone;
        this.reference = reference;
        whole = new LogWindow(reference, HOUR, this.rules);
        baseline = new TemplateBaseline(zone);
        troubles = new ArrayList<>(rules.troubles());
    }

    /** Hands over the bytes of one source, block by block. */
    public interface Feed {
        void to(LogFile.Blocks blocks) throws IOException;
    }

    /**
     * Reads one source to its end. When it breaks off, what came before counts and the report says
     * so.
     *
     * @param name begins the position of each quoted line
     */
    public void read(String name, Feed feed) {
        LogReader.Settings settings = new LogReader.Settings(name, zone, reference, Resource.NONE);
        LogReader reader = new LogReader(settings, this::add);
        try {
            feed.to((bytes, length) -> reader.feed(bytes, 0, length));
        } catch (IOException broken) {
            troubles.add(name + " breaks off: " + broken.getMessage());
        }
        sources.add(new LogReport.Source(name, reader.finish()));
    }

    private void add(Parsed record) {
        LogLine line = record.line();
        long template = miner.add(line.message());
        whole.add(template, line);
        if (!record.timed()) return;
        grid.add(template, line.time());
        if (line.time().isBefore(from)) from = line.time();
        if (line.time().isAfter(until)) until = line.time();
        Instant begins = line.time().truncatedTo(ChronoUnit.HOURS);
        LogWindow open = hour;
        if (open == null || begins.isAfter(open.start())) {
            if (open != null) close(open);
            open = new LogWindow(begins, HOUR, rules);
            hour = open;
        }
        open.add(template, line); // late lines count where they arrive
    }

    /** An hour is over: compared with those before, then learned. */
    private void close(LogWindow over) {
        over.settle(miner);
        baseline.settle(miner);
        compare(over, false);
        baseline.learn(over.start(), over.counts());
        past.add(over);
    }

    private void compare(LogWindow over, boolean last) {
        int told = 0;
        for (LogFinding finding : findings().of(over)) {
            if (finding.kind() == LogFinding.Kind.RULE) continue; // told for the whole
            if (last && finding.kind() == LogFinding.Kind.VANISHED) continue; // it may still come
            if (told++ == FINDINGS_AN_HOUR) break;
            findings.add(new LogReport.Found(Optional.of(over.start()), finding));
        }
        if (findings.size() > 2 * MOST_FINDINGS) best();
    }

    private LogFindings findings() {
        Map<Long, String> texts = new HashMap<>();
        return new LogFindings(
                baseline, id -> texts.computeIfAbsent(id, key -> text(miner.current(key))));
    }

    private String text(long id) {
        return miner.template(id).map(Template::text).orElse("(forgotten)");
    }

    /** Each template once for each kind of finding, the most telling, and of those the best. */
    private void best() {
        record Told(long template, LogFinding.Kind kind) {}
        findings.sort(
                Comparator.comparingDouble((LogReport.Found found) -> found.finding().score())
                        .reversed());
        Set<Told> told = new HashSet<>();
        findings.removeIf(
                found ->
                        !told.add(
                                new Told(
                                        miner.current(found.finding().template()),
                                        found.finding().kind())));
        if (findings.size() > MOST_FINDINGS) {
            findings.subList(MOST_FINDINGS, findings.size()).clear();
        }
    }

    /**
     * What was found; nothing may be read afterwards.
     *
     * @param rows templates to tell of
     */
    public LogReport finish(int rows) {
        miner.consolidate();
        List<Words> summary = List.of();
        LogWindow open = hour;
        if (open != null) {
            open.settle(miner);
            baseline.settle(miner);
            compare(open, true);
            summary = summary(open);
        }
        whole.settle(miner);
        grid.settle(miner::current);
        LogFindings untrained = new LogFindings(new TemplateBaseline(zone), this::text);
        for (LogFinding known : untrained.of(whole)) {
            findings.add(new LogReport.Found(Optional.empty(), known));
        }
        best();
        List<Template> templates = miner.templates();
        return new LogReport(
                sources,
                whole.lines(),
                whole.errors(),
                from.equals(Instant.MAX) ? Optional.empty() : Optional.of(from),
                until.equals(Instant.MIN) ? Optional.empty() : Optional.of(until),
                grid.start(),
                grid.slot(),
                templates.stream().limit(rows).map(this::row).toList(),
                templates.size(),
                miner.evicted(),
                findings,
                summary,
                troubles);
    }

    private List<Words> summary(LogWindow now) {
        List<LogFinding> own =
                findings.stream()
                        .filter(found -> found.hour().equals(Optional.of(now.start())))
                        .map(LogReport.Found::finding)
                        .toList();
        return past.before(now.start())
                .map(
                        before -> {
                            before.settle(miner);
                            return HourSummary.of(now, before, own, this::text);
                        })
                .orElse(List.of());
    }

    private LogReport.Row row(Template template) {
        return new LogReport.Row(
                template.name(),
                template.text(),
                template.count(),
                whole.worst(template.id()).orElse(Severity.TRACE),
                grid.of(template.id()),
                whole.quotes(template.id()));
    }
}
