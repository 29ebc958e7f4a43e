package io.sreagent.analysis.cause;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a clue of strength 1 of each kind is worth, in natural-log odds.
 *
 * @param bias log-odds of a candidate of which nothing is known against "none of these"
 * @param weights per kind of evidence; a kind without a weight counts nothing
 * @param sharpness factor on all log-odds before they become confidence, learned for calibration
 */
public record CauseWeights(double bias, Map<String, Double> weights, double sharpness) {
    public CauseWeights {
        weights = Map.copyOf(weights);
        if (!(sharpness > 0)) throw new IllegalArgumentException("sharpness " + sharpness);
        for (double weight : weights.values())
            if (!Double.isFinite(weight)) throw new IllegalArgumentException("weight " + weight);
    }

    /**
     * Learned on public cases of four systems where those tell anything ({@code docs/root-cause.md}
     * has the command and the figures), rounded. They hold no changes and no Kubernetes facts, so
     * those keep prior judgement: a change right before is half a proof, a platform fact that names
     * the cause nearly settles it.
     */
    public static CauseWeights priors() {
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("resource_shift", 3.8);
        weights.put("symptom_shift", 1.35);
        weights.put("onset_order", 0.6);
        weights.put("dependency_position", 1.9);
        weights.put("alarm_path", 3.0);
        weights.put("recent_change", 2.5);
        weights.put("kubernetes_facts", 2.0);
        weights.put("log_lines", 2.0);
        weights.put("log_flow", 7.0);
        weights.put("span_self_time", 1.2);
        weights.put("span_way", 4.0);
        weights.put("granger", 0.5);
        weights.put("partial_correlation", 0.5);
        weights.put("alert_names", AlertNameEvidence.STRONGEST);
        weights.put("fault_signature", 3.9);
        return new CauseWeights(-3.4, weights, 1);
    }

    /** Log-odds of a suspect against "none of these". */
    public double odds(Suspect suspect) {
        double odds = bias;
        for (Map.Entry<String, Clue> each : suspect.clues().entrySet())
            odds += of(each.getKey()) * each.getValue().strength();
        return odds;
    }

    public double of(String kind) {
        return weights.getOrDefault(kind, 0.0);
    }
}
