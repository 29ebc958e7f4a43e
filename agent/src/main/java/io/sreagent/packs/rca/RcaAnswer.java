package io.sreagent.packs.rca;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.analysis.cause.CauseEngine;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Hypothesis;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
        double confidence = ofFirst(ranking);
        return new RcaAnswer(
                recorded.id(),
                ranking,
                recorded.timed() ? diagnosis.onset().getEpochSecond() : null,
                confidence,
                confidence < CauseEngine.SURE);
    }

    /** An answer names a service, so all kinds of fault there are confidence in it. */
    private static double ofFirst(List<Entry> ranking) {
        if (ranking.isEmpty()) return 0;
        String first = ranking.getFirst().service();
        double sum = 0;
        for (Entry entry : ranking) if (entry.service().equals(first)) sum += entry.score();
        return Math.min(1, sum);
    }

    /**
     * What the strongest evidence that points at one thing points at: a statement, a resource, or
     * what callers feel. The kind of fault counts for the side it belongs to.
     */
    private static @Nullable String metric(Hypothesis hypothesis) {
        FaultKind kind = hypothesis.candidate().kind();
        boolean felt = kind == FaultKind.NETWORK || kind == FaultKind.LATENCY;
        boolean exhausted = kind == FaultKind.CPU || kind == FaultKind.MEMORY;
        Map<String, Double> odds = new HashMap<>();
        Map<String, String> queries = new HashMap<>();
        for (Evidence evidence : hypothesis.evidence()) {
            String side =
                    switch (evidence.kind()) {
                        case "span_way" -> "symptom_shift";
                        case "fault_signature" ->
                                felt ? "symptom_shift" : exhausted ? "resource_shift" : "";
                        default -> evidence.kind();
                    };
            odds.merge(side, evidence.logOdds(), Double::sum);
            queries.put(evidence.kind(), evidence.query());
        }
        return Stream.of("log_flow", "resource_shift", "symptom_shift")
                .filter(queries::containsKey)
                .max(Comparator.comparingDouble(side -> odds.getOrDefault(side, 0.0)))
                .map(queries::get)
                .orElse(null);
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
