package io.sreagent.api;

import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.cognition.Correlation;
import io.sreagent.cognition.Explanation;
import io.sreagent.cognition.Facts;
import io.sreagent.cognition.Surroundings;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis that somebody asked for, what it rests on, and which metrics moved together.
 *
 * @param explanation of the diagnosis in words; null when nothing is believed
 * @param calls who calls whom among the places of the first hypotheses and those next to them
 * @param correlations of the metrics at the places of the first hypotheses; for people, without
 *     weight in the diagnosis
 * @param troubles what could not be had
 */
public record RcaView(
        DiagnosisView diagnosis,
        @Nullable ExplanationView explanation,
        int series,
        int events,
        int changes,
        int logLines,
        List<Facts.LogFindingSeen> logFindings,
        List<Surroundings.Call> calls,
        List<Correlation> correlations,
        List<String> troubles) {
    /** Weaker than this, two of sixty metrics move together by chance. */
    private static final double STRONG = 0.7;

    private static final int SHOWN = 30;

    static RcaView of(Facts facts, Diagnosis diagnosis, Optional<Explanation> words) {
        Facts.Summary summary = facts.summary();
        Surroundings around = Surroundings.of(facts, diagnosis);
        return new RcaView(
                DiagnosisView.of(diagnosis),
                words.map(ExplanationView::of).orElse(null),
                summary.series(),
                summary.events(),
                summary.changes().size(),
                summary.logLines(),
                summary.logFindings(),
                around.calls(),
                around.correlations().stream()
                        .filter(pair -> Math.abs(pair.r()) >= STRONG)
                        .limit(SHOWN)
                        .toList(),
                summary.troubles());
    }
}
