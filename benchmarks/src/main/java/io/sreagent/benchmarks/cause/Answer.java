package io.sreagent.benchmarks.cause;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.Hypothesis;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of an answer file: a diagnosis in the form evaluation scripts read. */
record Answer(String id, List<Entry> ranking, long onset, double confidence, boolean abstained) {

    record Entry(String service, @Nullable String metric, double score) {}

    static Answer of(String id, Diagnosis diagnosis) {
        List<Entry> ranking = new ArrayList<>();
        for (Hypothesis each : diagnosis.hypotheses()) {
            String name = each.candidate().resource().name();
            if (name != null) ranking.add(new Entry(name, metric(each), each.confidence()));
        }
        return new Answer(
                id,
                ranking,
                diagnosis.onset().getEpochSecond(),
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

    String json() {
        ObjectNode line = Pack.JSON.createObjectNode();
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

    /**
     * Position of the first entry that names the service among distinct services, from 1; 0: none.
     */
    int rank(Truth truth, String set) {
        List<String> seen = new ArrayList<>();
        for (Entry entry : ranking) {
            if (seen.contains(entry.service())) continue;
            seen.add(entry.service());
            if (truth.isService(entry.service(), set)) return seen.size();
        }
        return 0;
    }

    boolean fine(Truth truth) {
        if (ranking.isEmpty()) return false;
        Entry first = ranking.getFirst();
        String metric = first.metric();
        return metric != null && truth.isFine(first.service(), metric);
    }
}
