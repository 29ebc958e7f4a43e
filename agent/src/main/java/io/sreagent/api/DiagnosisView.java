package io.sreagent.api;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.Hop;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.analysis.finding.Words;
import io.sreagent.cognition.EvidenceTable;
import java.time.Instant;
import java.util.List;

/**
 * What is believed to be wrong, best first.
 *
 * @param againstRunnerUp kinds of evidence that say less of the second than of the first, in
 *     log-odds, the most telling first
 */
public record DiagnosisView(
        Instant onset,
        boolean abstained,
        List<Cause> hypotheses,
        List<Against> againstRunnerUp,
        List<String> lookNext) {

    /** One possible cause. */
    public record Cause(
            String cause,
            String resource,
            String kind,
            double confidence,
            List<String> path,
            List<Step> steps,
            List<Reason> evidence) {}

    /** One step of the path, and the numbers that show the trouble where it arrives. */
    public record Step(String from, String to, String words, String wordsZh, String query) {}

    /** What one kind of evidence says of the first hypothesis and of the runner-up. */
    public record Against(String kind, double first, double runnerUp) {}

    /** One reason for or against it. */
    public record Reason(String kind, double logOdds, String words, String wordsZh, String query) {}

    static DiagnosisView of(Diagnosis diagnosis) {
        return new DiagnosisView(
                diagnosis.onset(),
                diagnosis.abstained(),
                diagnosis.hypotheses().stream().map(DiagnosisView::cause).toList(),
                EvidenceTable.of(diagnosis).againstRunnerUp().stream()
                        .map(row -> new Against(row.kind(), row.of(0), row.of(1)))
                        .toList(),
                diagnosis.lookNext().stream().map(Words::en).toList());
    }

    private static Cause cause(Hypothesis hypothesis) {
        return new Cause(
                hypothesis.candidate().id(),
                hypothesis.candidate().resource().id(),
                hypothesis.candidate().kind().code(),
                hypothesis.confidence(),
                hypothesis.path().stream().map(Resource::id).toList(),
                hypothesis.hops().stream().map(DiagnosisView::step).toList(),
                hypothesis.evidence().stream().map(DiagnosisView::reason).toList());
    }

    private static Step step(Hop hop) {
        return new Step(
                hop.from().id(), hop.to().id(), hop.words().en(), hop.words().zh(), hop.query());
    }

    private static Reason reason(Evidence evidence) {
        return new Reason(
                evidence.kind(),
                evidence.logOdds(),
                evidence.words().en(),
                evidence.words().zh(),
                evidence.query());
    }
}
