package io.sreagent.ui;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.cognition.EvidenceTable;
import io.sreagent.cognition.Surroundings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a page draws of a diagnosis: the graph with the way of the first cause, and two tables. */
public record CausePicture(GraphDrawing graph, EvidenceTable table, HeatMap heat) {
    /** A suspect of less confidence than this is not marked. */
    private static final double WORTH_MARKING = 0.02;

    static CausePicture of(Diagnosis diagnosis, Surroundings around) {
        List<String> way =
                diagnosis.best().map(Hypothesis::path).orElse(List.of()).stream()
                        .map(Resource::owner)
                        .map(Resource::id)
                        .toList();
        Map<String, Double> confidence = new LinkedHashMap<>();
        for (Hypothesis each : diagnosis.hypotheses())
            confidence.merge(
                    each.candidate().resource().owner().id(), each.confidence(), Double::sum);
        Map<String, String> notes = new LinkedHashMap<>();
        confidence.forEach(
                (id, sum) -> {
                    if (sum >= WORTH_MARKING) notes.put(id, Figures.percent(Math.min(1, sum)));
                });
        return new CausePicture(
                GraphDrawing.of(around.calls(), way, notes),
                EvidenceTable.of(diagnosis),
                HeatMap.of(around));
    }
}
