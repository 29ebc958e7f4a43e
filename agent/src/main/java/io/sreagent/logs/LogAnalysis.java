package io.sreagent.logs;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.logs.finding.HourSummary;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.LogFindings;
import io.sreagent.analysis.logs.finding.LogWindow;
import io.sreagent.analysis.logs.finding.Quote;
import io.sreagent.analysis.logs.finding.SessionFindings;
import io.sreagent.analysis.logs.finding.TemplateBaseline;
import io.sreagent.analysis.logs.read.LogReader;
import io.sreagent.analysis.logs.read.Parsed;
import io.sreagent.analysis.logs.read.ReadReport;
import io.sreagent.analysis.logs.rules.Rule;
import io.sreagent.analysis.logs.rules.RulePack;
import io.sreagent.analysis.logs.session.SessionCollector;
import io.sreagent.analysis.logs.template.Template;
import io.sreagent.analysis.logs.template.TemplateMiner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads logs of any size from front to end and tells what is in them, in constant memory.
 *
 * <p>Each record goes through reader, template miner and counters and is then forgotten. Hours are
 * compared with the hours before once there is a day of them; a log of less than a day is compared
 * by five minutes, so that two hours of an incident tell when it began ({@link SlotWatch}). Known
 * troubles (rule packs) and sessions unlike the others are told for the whole. Logs out of order or
 * without times lose the comparison by slots, nothing else. Cost: one pass; see docs/logs.md.
 */
public final class LogAnalysis {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTES = Duration.ofMinutes(5);

    private static final int LOOKED_AT = 1_000; // characters of a message that tell it is text
    private static final int ERRORS = 10; // templates

    private final ZoneId zone;
    private final Instant reference;
    private final TemplateMiner miner = new TemplateMiner();
    private final TimeGrid grid = new TimeGrid();
    private final LogWindow whole;
    private final SlotWatch hours;
    private @Nullable SlotWatch minutes; // until the hours have learned a day
    private final SessionCollector sessions = new SessionCollector();
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
        this.zone = zone;
        this.reference = reference;
        whole = new LogWindow(reference, HOUR, text -> known(pack, text));
        hours = new SlotWatch(miner, HOUR, zone, whole);
        minutes = new SlotWatch(miner, MINUTES, zone, whole);
        minutes.watchValues();
        troubles = new ArrayList<>(rules.troubles());
    }

    private static Optional<Rule> known(RulePack pack, String message) {
        return isText(message) ? pack.gravest(message) : Optional.empty();
    }

    /** Among bytes that are no text some look like the name of a trouble by chance. */
    private static boolean isText(String message) {
        for (int i = 0; i < Math.min(LOOKED_AT, message.length()); i++) {
            char c = message.charAt(i);
            boolean odd = Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
            if (odd || c == '\uFFFD') return false;
        }
        return true;
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
        ReadReport read = reader.finish();
        sources.add(new LogReport.Source(name, read));
        if (2 * read.binary() > read.lines()) {
            troubles.add(name + " is no text for the most part; templates of it mean nothing");
        }
    }

    private void add(Parsed record) {
        LogLine line = record.line();
        long template = miner.add(line.message());
        whole.add(template, line);
        sessions.add(line, template);
        if (!record.timed()) return;
        grid.add(template, line.time());
        if (line.time().isBefore(from)) from = line.time();
        if (line.time().isAfter(until)) until = line.time();
        hours.add(template, line);
        SlotWatch fine = minutes;
        if (fine == null) return;
        if (hours.isLearned()) {
            minutes = null;
            hours.watchValues();
        } else {
            fine.add(template, line);
        }
    }

    /**
     * What was found; nothing may be read afterwards.
     *
     * @param rows templates to tell of
     */
    public LogReport finish(int rows) {
        miner.consolidate();
        List<LogReport.Found> findings = new ArrayList<>();
        hours.finish();
        findings.addAll(hours.findings());
        SlotWatch fine = minutes;
        if (fine != null) {
            fine.finish();
            findings.addAll(fine.findings());
        }
        whole.settle(miner);
        grid.settle(miner::current);
        LogFindings untrained = new LogFindings(new TemplateBaseline(zone), this::text);
        Set<Long> told = new HashSet<>(); // new or bursting, and told with the trouble's name
        for (LogReport.Found found : findings) {
            if (found.finding().rule().isPresent()) {
                told.add(miner.current(found.finding().template()));
            }
        }
        for (LogFinding known : untrained.of(whole)) {
            if (!told.contains(known.template())) findings.add(ofWhole(known));
        }
        for (LogFinding strange : SessionFindings.of(sessions.finish(miner::current))) {
            findings.add(ofWhole(strange));
        }
        SlotWatch.keepBest(findings, miner);
        findings.replaceAll(this::quoted);
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
                errors(templates),
                templates.size(),
                miner.evicted(),
                findings,
                summary(findings),
                troubles);
    }

    /** What is absent is proved by lines from when it was not. */
    private LogReport.Found quoted(LogReport.Found found) {
        LogFinding finding = found.finding();
        if (!finding.quotes().isEmpty()) return found;
        List<Quote> lines = whole.quotes(miner.current(finding.template()));
        return new LogReport.Found(found.start(), found.slot(), finding.quoting(lines));
    }

    private LogReport.Found ofWhole(LogFinding finding) {
        return new LogReport.Found(
                Optional.empty(),
                from.isBefore(until) ? Duration.between(from, until) : HOUR,
                finding);
    }

    /** The commonest templates that were logged as errors. */
    private List<LogReport.Row> errors(List<Template> templates) {
        return templates.stream()
                .filter(
                        template ->
                                whole.worst(template.id())
                                        .filter(worst -> worst.compareTo(Severity.ERROR) >= 0)
                                        .isPresent())
                .limit(ERRORS)
                .map(this::row)
                .toList();
    }

    private String text(long id) {
        return SlotWatch.text(miner, id);
    }

    private Optional<LogReport.Change> summary(List<LogReport.Found> findings) {
        return hours.lastAndBefore(until)
                .map(
                        pair ->
                                new LogReport.Change(
                                        pair.now().start(),
                                        pair.before().start(),
                                        HourSummary.of(
                                                pair.now(),
                                                pair.before(),
                                                findings.stream()
                                                        .filter(found -> isOf(found, pair.now()))
                                                        .map(LogReport.Found::finding)
                                                        .toList(),
                                                this::text)));
    }

    private static boolean isOf(LogReport.Found found, LogWindow hour) {
        return found.slot().equals(HOUR) && found.start().equals(Optional.of(hour.start()));
    }

    private LogReport.Row row(Template template) {
        return LogReport.Row.of(
                template,
                whole.worst(template.id()).orElse(Severity.TRACE),
                grid.of(template.id()),
                whole.quotes(template.id()));
    }
}
