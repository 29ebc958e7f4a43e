package io.sreagent.analysis.logs.finding;

import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * What changed in one stretch against another, in at most ten sentences, from counts alone: volume,
 * errors, then the findings, then the templates that grew, shrank, came and went most. A change is
 * named only when it is more than counting noise (over three standard deviations of a Poisson
 * count).
 */
public final class HourSummary {
    static final int LINES = 10;
    private static final int FINDINGS = 4;
    private static final double NOISE = 3;

    private HourSummary() {}

    /**
     * @param now the stretch in question
     * @param before as long a stretch to compare with, such as the same hour the week before
     * @param findings of {@code now}, the most telling first; may be empty
     * @param texts the text of a template by its id
     */
    public static List<Words> of(
            LogWindow now,
            LogWindow before,
            List<LogFinding> findings,
            LongFunction<String> texts) {
        List<Words> summary = new ArrayList<>();
        summary.add(
                new Words(
                        now.lines()
                                + " lines, before "
                                + before.lines()
                                + percent(now.lines(), before.lines()),
                        "共 "
                                + now.lines()
                                + " 行，之前 "
                                + before.lines()
                                + " 行"
                                + percent(now.lines(), before.lines())));
        summary.add(
                new Words(
                        now.errors()
                                + " errors, before "
                                + before.errors()
                                + percent(now.errors(), before.errors()),
                        "错误 "
                                + now.errors()
                                + " 条，之前 "
                                + before.errors()
                                + " 条"
                                + percent(now.errors(), before.errors())));
        java.util.Set<Long> told = new java.util.HashSet<>();
        for (LogFinding finding : findings) {
            if (told.size() >= FINDINGS) break;
            if (finding.kind() == Kind.RULE
                    && before.count(finding.template()) >= finding.count()) {
                continue; // trouble as ever is no change
            }
            if (told.add(finding.template())) summary.add(finding.words());
        }
        List<Change> changes = changes(now, before);
        changes.sort(Comparator.comparingDouble(Change::surprise).reversed());
        for (Change change : changes) {
            if (summary.size() >= LINES) break;
            if (change.surprise() < NOISE || !told.add(change.template())) continue;
            summary.add(words(change, texts.apply(change.template())));
        }
        if (summary.size() == 2) summary.add(new Words("Nothing else changed", "其余无变化"));
        return summary;
    }

    private record Change(long template, long now, long before) {
        /** Difference of two Poisson counts in standard deviations. */
        double surprise() {
            return Math.abs(now - before) / Math.sqrt(now + before + 1.0);
        }
    }

    private static List<Change> changes(LogWindow now, LogWindow before) {
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<Long, Long> entry : now.counts().entrySet()) {
            changes.add(new Change(entry.getKey(), entry.getValue(), before.count(entry.getKey())));
        }
        for (Map.Entry<Long, Long> entry : before.counts().entrySet()) {
            if (now.count(entry.getKey()) > 0) continue;
            changes.add(new Change(entry.getKey(), 0, entry.getValue()));
        }
        return changes;
    }

    private static Words words(Change change, String text) {
        String counts = change.before() + " → " + change.now();
        if (change.before() == 0)
            return new Words("New (" + counts + "): " + text, "新增（" + counts + "）：" + text);
        if (change.now() == 0)
            return new Words("Gone (" + counts + "): " + text, "消失（" + counts + "）：" + text);
        return change.now() > change.before()
                ? new Words("More (" + counts + "): " + text, "增多（" + counts + "）：" + text)
                : new Words("Fewer (" + counts + "): " + text, "减少（" + counts + "）：" + text);
    }

    private static String percent(long now, long before) {
        if (before == 0 || now == before) return "";
        return String.format(Locale.ROOT, " (%+.0f%%)", 100.0 * (now - before) / before);
    }
}
