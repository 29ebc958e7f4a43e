package io.sreagent.packs.rca;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.Hypothesis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of an answer file: a diagnosis in the form evaluation scripts read.
 *
 * @param onset Unix seconds, or null where the case carries no times
 * @param confidence 0–1, that the first entry is right
 */
public record RcaAnswer(
        String id,
        List<Entry> ranking,
        @Nullable Long onset,
        double confidence,
        boolean abstained) {

    /**
     * @param metric what failed there, or null where nothing points at one thing
     */
    public record Entry(String service, @Nullable String metric, double score) {}

    public static RcaAnswer of(RecordedCase recorded, Diagnosis diagnosis) {
        List<Entry> ranking = new ArrayList<>();
        for (Hypothesis each : diagnosis.hypotheses()) {
            String name = each.candidate().resource().name();
            if (name != null) ranking.add(new Entry(name, metric(each), each.confidence()));
        }
        return new RcaAnswer(
                recorded.id(),
                ranking,
                recorded.timed() ? diagnosis.onset().getEpochSecond() : null,
                diagnosis.best().map(Hypothesis::confidence).orElse(0.0),
                diagnosis.abstained());
    }

    /** What the strongest evidence that points at one thing points at. */
    private static @Nullable String metric(Hypothesis hypothesis) {
        for (String kind : List.of("log_flow", "resource_shift", "symptom_shift"))
            for (Evidence evidence : hypothesis.evidence())
                if (evidence.kind().equals(kind) && evidence.logOdds() > 0) return evidence.query();
        return null;
    }

    /** As one line of JSON, without the line end. */
    public String json() {
        ObjectNode line = RcaPack.JSON.createObjectNode();
        line.put("case", id);
        ArrayNode list = line.putArray("ranking");
        for (Entry entry : ranking)
            list.addObject()
                    .put("service", entry.service())
                    .put("metric", entry.metric())
                    .put("score", entry.score());
        line.put("onset", onset);
        line.put("confidence", confidence);
        line.put("abstained", abstained);
        return line.toString();
    }
}
