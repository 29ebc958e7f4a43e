package io.sreagent.analysis.logs.finding;

import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding.Kind;
import io.sreagent.analysis.logs.template.Template;
import io.sreagent.analysis.logs.template.TemplateMiner;
import io.sreagent.analysis.logs.template.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compares the values at the variable places of templates between a past and a present miner.
 *
 * <p>Numbers: the present median lies more than {@link #SPREADS} robust standard deviations (IQR /
 * 1.349, at least a twentieth of the median) from the past one. Words: where the past had few
 * different values, one that was never among the common ones now makes up {@link #SHARE} or more.
 * With fewer than {@link #ENOUGH} values on either side nothing is said. Cost: linear in templates.
 */
public final class ParameterShift {
    static final double SPREADS = 6;
    static final double SHARE = 0.3;
    static final int ENOUGH = 20;

    private ParameterShift() {}

    /**
     * Findings for what a miner learned since its last turn against what it knew then.
     *
     * @param past its templates at the turn; their ids may have been merged into others since
     * @param most templates looked at, the commonest
     */
    public static List<LogFinding> since(List<Template> past, TemplateMiner miner, int most) {
        List<Template> followed = new ArrayList<>();
        for (Template each : past) {
            followed.add(
                    new Template(
                            miner.current(each.id()),
                            each.text(),
                            each.count(),
                            each.first(),
                            each.last(),
                            each.variables()));
        }
        return between(followed, miner.recent(most));
    }

    /** Findings for templates that both miners know; both sides go by the same ids. */
    public static List<LogFinding> between(List<Template> past, List<Template> present) {
        Map<Long, Template> before = new HashMap<>();
        for (Template template : past) before.put(template.id(), template);
        List<LogFinding> findings = new ArrayList<>();
        for (Template now : present) {
            Template then = before.get(now.id());
            if (then == null || then.variables().size() != now.variables().size()) continue;
            for (int i = 0; i < now.variables().size(); i++) {
                shift(then.variables().get(i), now.variables().get(i))
                        .map(words -> finding(now, words))
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static LogFinding finding(Template now, Words words) {
        return new LogFinding(
                Kind.PARAMETER,
                now.id(),
                now.text(),
                Severity.WARN,
                now.count(),
                new Band(0, now.count(), Double.POSITIVE_INFINITY),
                0.55,
                Optional.empty(),
                new Words(words.en() + " in: " + now.text(), words.zh() + "，模板：" + now.text()),
                List.of());
    }

    private static Optional<Words> shift(Variable then, Variable now) {
        if (then.place() != now.place()) return Optional.empty();
        boolean numbers =
                2L * then.sample().length >= Math.min(64, then.seen())
                        && then.sample().length >= ENOUGH
                        && now.sample().length >= ENOUGH;
        return numbers ? numbers(then, now) : words(then, now);
    }

    private static Optional<Words> numbers(Variable then, Variable now) {
        double before = quantile(then.sample(), 0.5);
        double after = quantile(now.sample(), 0.5);
        double iqr = quantile(then.sample(), 0.75) - quantile(then.sample(), 0.25);
        double spread = Math.max(iqr / 1.349, Math.max(Math.abs(before) / 20, 1e-9));
        if (Math.abs(after - before) <= SPREADS * spread || identifiers(then)) {
            return Optional.empty();
        }
        String name = then.before().isEmpty() ? "value " + (then.place() + 1) : then.before();
        String change = LogFindings.round(before) + " → " + LogFindings.round(after);
        return Optional.of(
                new Words("Median of \"" + name + "\" " + change, "“" + name + "”的中位数 " + change));
    }

    /**
     * Numbers that never come twice are names (ports, block numbers), and those that only rise
     * count something: their size means nothing.
     */
    private static boolean identifiers(Variable variable) {
        if (variable.rising()) return true;
        double[] sample = variable.sample();
        if (quantile(sample, 0.5) < 10_000) return false;
        for (int i = 1; i < sample.length; i++) {
            if (sample[i] == sample[i - 1] || sample[i] != Math.rint(sample[i])) return false;
        }
        return true;
    }

    private static Optional<Words> words(Variable then, Variable now) {
        if (then.seen() < ENOUGH || now.seen() < ENOUGH) return Optional.empty();
        long covered = then.common().stream().mapToLong(Variable.Common::count).sum();
        if (covered < 0.9 * then.seen()) return Optional.empty(); // an open set of values
        for (Variable.Common value : now.common()) {
            boolean usual =
                    then.common().stream().anyMatch(known -> known.value().equals(value.value()));
            if (usual || value.count() < SHARE * now.seen()) continue;
            String share = Math.round(100.0 * value.count() / now.seen()) + "%";
            return Optional.of(
                    new Words(
                            "\"" + value.value() + "\", new here, is " + share + " of the values",
                            "新值“" + value.value() + "”占 " + share));
        }
        return Optional.empty();
    }

    private static double quantile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(sorted.length - 1, low + 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }
}
