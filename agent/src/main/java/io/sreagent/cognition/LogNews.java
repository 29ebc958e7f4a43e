package io.sreagent.cognition;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.logs.finding.LogContrast;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.LogWindow;
import io.sreagent.analysis.logs.finding.ParameterShift;
import io.sreagent.analysis.logs.rules.Rule;
import io.sreagent.analysis.logs.rules.RulePack;
import io.sreagent.analysis.logs.template.Template;
import io.sreagent.analysis.logs.template.TemplateMiner;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogSource;
import io.sreagent.logs.RuleFiles;
import io.sreagent.settings.Home;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the logs of suspects say since the onset that they did not say before: new, bursting and
 * vanished templates, known troubles, and values that are not what they were. Asked of log stores
 * only; where there is none, the lines of the case have to do.
 */
public final class LogNews {
    private static final Duration BEFORE = Duration.ofHours(2);
    private static final Duration TOLERANCE = Duration.ofMinutes(2); // an onset is known so well
    private static final int LINES = 1_500; // of a suspect, on each side
    private static final int SUSPECTS = 4;
    private static final int SHOWN = 5; // of a suspect
    private static final int VALUED_TEMPLATES = 200; // whose values are compared

    private final List<LogSource> stores;
    private final Function<String, Optional<Rule>> rules;

    LogNews(List<LogSource> sources) {
        stores = sources.stream().filter(source -> source.isStore() && source.isSetUp()).toList();
        RulePack pack =
                stores.isEmpty()
                        ? new RulePack(List.of())
                        : RuleFiles.below(Home.directory().resolve("config/rules/logs")).pack();
        rules = pack::gravest;
    }

    /** A finding and whose log it is from. */
    public record News(Resource resource, LogFinding finding) {}

    /** The most telling first; what could not be asked is told by the case's own lines already. */
    List<News> about(Iterable<Resource> suspects, Instant onset, Instant now) {
        List<News> news = new ArrayList<>();
        if (stores.isEmpty()) return news;
        int asked = 0;
        for (Resource suspect : suspects) {
            if (suspect.name() == null || asked++ >= SUSPECTS) continue;
            for (LogFinding finding : about(suspect, onset.minus(TOLERANCE), now)) {
                news.add(new News(suspect, finding));
            }
        }
        news.sort(Comparator.comparingDouble((News one) -> one.finding().score()).reversed());
        return news;
    }

    private List<LogFinding> about(Resource of, Instant onset, Instant now) {
        if (!onset.isBefore(now)) return List.of();
        Optional<List<LogLine>> past = lines(of, onset.minus(BEFORE), onset);
        Optional<List<LogLine>> present = lines(of, onset, now);
        if (past.isEmpty() || present.isEmpty()) return List.of();
        TemplateMiner miner = new TemplateMiner();
        LogWindow before = window(miner, past.get(), onset.minus(BEFORE), onset);
        List<Template> values = miner.templates(VALUED_TEMPLATES);
        miner.turn();
        LogWindow since = window(miner, present.get(), onset, now);
        miner.consolidate();
        before.settle(miner);
        since.settle(miner);
        List<LogFinding> findings =
                new ArrayList<>(new LogContrast(id -> miner.text(id).orElse("")).of(before, since));
        for (LogFinding shift : ParameterShift.since(values, miner, VALUED_TEMPLATES)) {
            findings.add(shift.quoting(since.quotes(shift.template())));
        }
        findings.sort(Comparator.comparingDouble(LogFinding::score).reversed());
        return findings.stream().filter(LogNews::matters).limit(SHOWN).toList();
    }

    private static boolean matters(LogFinding finding) {
        return finding.severity().compareTo(Severity.WARN) >= 0 || finding.rule().isPresent();
    }

    /** Empty when a store could not be asked: that is no silence. */
    private Optional<List<LogLine>> lines(Resource of, Instant from, Instant until) {
        boolean asked = true;
        for (LogSource store : stores) {
            Answer<List<LogLine>> answer = store.lines(of, from, until, LINES);
            if (!answer.value().isEmpty()) return Optional.of(answer.value());
            asked &= answer.isComplete();
        }
        return asked ? Optional.of(List.of()) : Optional.empty();
    }

    /** As long as its lines reach back: there may be more than were asked for. */
    private LogWindow window(TemplateMiner miner, List<LogLine> lines, Instant from, Instant end) {
        Instant begins = lines.isEmpty() ? from : lines.getFirst().time();
        Duration length = Duration.between(begins, end);
        Duration least = Duration.ofSeconds(1);
        LogWindow window =
                new LogWindow(begins, length.compareTo(least) < 0 ? least : length, rules);
        for (LogLine line : lines) window.add(miner.add(line.message()), line);
        return window;
    }
}
