package io.sreagent.api;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.analysis.finding.Words;
import java.time.Instant;
import java.util.List;

/** What is believed to be wrong, best first. */
public record DiagnosisView(
        Instant onset, boolean abstained, List<Cause> hypotheses, List<String> lookNext) {

    /** One possible cause. */
    public record Cause(
            String cause,
            String resource,
            String kind,
            double confidence,
            List<String> path,
            List<Reason> evidence) {}

    /** One reason for or against it. */
    public record Reason(String kind, double logOdds, String words, String wordsZh, String query) {}

    static DiagnosisView of(Diagnosis diagnosis) {
        return new DiagnosisView(
                diagnosis.onset(),
                diagnosis.abstained(),
                diagnosis.hypotheses().stream().map(DiagnosisView::cause).toList(),
                diagnosis.lookNext().stream().map(Words::en).toList());
    }

    private static Cause cause(Hypothesis hypothesis) {
        return new Cause(
                hypothesis.candidate().id(),
                hypothesis.candidate().resource().id(),
                hypothesis.candidate().kind().code(),
                hypothesis.confidence(),
                hypothesis.path().stream().map(Resource::id).toList(),
                hypothesis.evidence().stream().map(DiagnosisView::reason).toList());
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
