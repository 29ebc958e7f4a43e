package io.sreagent.logs;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.LogFindings;
import io.sreagent.analysis.logs.finding.LogWindow;
import io.sreagent.analysis.logs.finding.ParameterShift;
import io.sreagent.analysis.logs.finding.TemplateBaseline;
import io.sreagent.analysis.logs.template.Template;
import io.sreagent.analysis.logs.template.TemplateMiner;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares each slot of time of a log with those before it, as the log is read: its templates with
 * {@link LogFindings}, the values in them with {@link ParameterShift}. Lines that come late count
 * in the slot in which they arrive. Memory: one window, the baseline, and the values of the
 * commonest templates.
 */
final class SlotWatch {
    static final int MOST_FINDINGS = 200;
    private static final int FINDINGS_A_SLOT = 20;
    private static final int SHIFTS_A_SLOT = 5;
    private static final int VALUED_TEMPLATES = 1_000; // whose values are compared
    private static final int PARTIAL = 4; // of a slot, under which it says little by itself
    private static final int LEARNED = 24; // slots before anything is told, as for templates

    private final TemplateMiner miner;
    private final Duration slot;
    private boolean values;
    private final LogWindow whole;
    private final TemplateBaseline baseline;
    private final PastHours past = new PastHours();
    private final List<LogReport.Found> findings = new ArrayList<>();
    private List<Template> before = List.of(); // with the values of all slots that are over
    private @Nullable LogWindow latest; // of those that are over
    private @Nullable LogWindow open;

    /**
     * @param whole all lines so far, with the known troubles among them
     */
    SlotWatch(TemplateMiner miner, Duration slot, ZoneId zone, LogWindow whole) {
        this.miner = miner;
        this.slot = slot;
        this.whole = whole;
        baseline = new TemplateBaseline(zone, slot);
    }

    /** From now on the values in templates are compared too; one watch of a miner may at a time. */
    void watchValues() {
        values = true;
        before = miner.templates(VALUED_TEMPLATES);
        miner.turn();
    }

    void add(long template, LogLine line) {
        LogWindow now = open;
        if (now == null || !line.time().isBefore(now.start().plus(slot))) {
            if (now != null) close(now);
            long seconds = slot.toSeconds();
            long begins = Math.floorDiv(line.time().getEpochSecond(), seconds) * seconds;
            now = new LogWindow(Instant.ofEpochSecond(begins), slot, text -> Optional.empty());
            open = now;
        }
        now.add(template, line);
    }

    /** A slot is over: compared with those before, then learned. */
    private void close(LogWindow over) {
        settle(over);
        compare(over, false);
        if (values) {
            if (isLearned()) shifts(over);
            before = miner.templates(VALUED_TEMPLATES);
            miner.turn();
        }
        baseline.learn(over.start(), over.counts());
        past.add(over);
        latest = over;
    }

    private void settle(LogWindow over) {
        over.settle(miner);
        whole.settle(miner);
        over.takeRules(whole);
        baseline.settle(miner);
    }

    private void compare(LogWindow over, boolean last) {
        Map<Long, String> texts = new HashMap<>();
        LogFindings compared =
                new LogFindings(baseline, id -> texts.computeIfAbsent(id, key -> text(miner, key)));
        int told = 0;
        for (LogFinding finding : compared.of(over)) {
            if (finding.kind() == LogFinding.Kind.RULE) continue; // told for the whole
            if (last && finding.kind() == LogFinding.Kind.VANISHED) continue; // it may still come
            if (told++ == FINDINGS_A_SLOT) break;
            tell(over, finding);
        }
    }

    private void shifts(LogWindow over) {
        ParameterShift.since(before, miner, VALUED_TEMPLATES).stream()
                .limit(SHIFTS_A_SLOT)
                .forEach(shift -> tell(over, shift.quoting(over.quotes(shift.template()))));
    }

    private void tell(LogWindow over, LogFinding finding) {
        findings.add(new LogReport.Found(Optional.of(over.start()), slot, finding));
        if (findings.size() > 2 * MOST_FINDINGS) keepBest(findings, miner);
    }

    /** Each template once for each kind of finding, the most telling, and of those the best. */
    static void keepBest(List<LogReport.Found> findings, TemplateMiner miner) {
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

    /** The text of a template; empty when the miner has given it up. */
    static String text(TemplateMiner miner, long id) {
        return miner.text(id).orElse("");
    }

    /** Judges the slot that is still open, too; nothing may be added afterwards. */
    void finish() {
        LogWindow last = open;
        if (last == null) return;
        settle(last);
        compare(last, true);
        if (values && isLearned()) shifts(last);
    }

    /** Whether enough slots are over for findings to mean something. */
    boolean isLearned() {
        return baseline.hours() >= LEARNED;
    }

    List<LogReport.Found> findings() {
        return findings;
    }

    /**
     * The last slot, and one to compare it with. A slot in which the log ends soon after it began
     * is passed over.
     *
     * @param until time of the last line
     */
    Optional<Pair> lastAndBefore(Instant until) {
        LogWindow last = open;
        if (last == null) return Optional.empty();
        if (until.isBefore(last.start().plus(slot.dividedBy(PARTIAL)))) {
            if (latest == null) return Optional.empty();
            last = latest;
        }
        LogWindow now = last;
        now.settle(miner);
        return past.before(now.start())
                .map(
                        earlier -> {
                            earlier.settle(miner);
                            return new Pair(now, earlier);
                        });
    }

    /** Two slots to be compared. */
    record Pair(LogWindow now, LogWindow before) {}
}
