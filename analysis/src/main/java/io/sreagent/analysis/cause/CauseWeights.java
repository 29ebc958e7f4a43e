package io.sreagent.analysis.cause;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a clue of strength 1 of each kind is worth, in natural-log odds.
 *
 * @param bias log-odds of a candidate of which nothing is known against "none of these"
 * @param weights per kind of evidence; a kind without a weight counts nothing
 * @param sharpness factor on all log-odds before they become confidence, learned for calibration
 */
public record CauseWeights(double bias, Map<String, Double> weights, double sharpness) {
    private static final String BIAS = "(bias)";
    private static final String SHARPNESS = "(sharpness)";

    public CauseWeights {
        weights = Map.copyOf(weights);
        if (!(sharpness > 0)) throw new IllegalArgumentException("sharpness " + sharpness);
        for (double weight : weights.values())
            if (!Double.isFinite(weight)) throw new IllegalArgumentException("weight " + weight);
    }

    /**
     * As shipped beside this class in {@code cause-weights.tsv}: learned on public cases of several
     * systems where those tell anything ({@code docs/root-cause.md} has the command and the
     * figures). They hold no changes and no Kubernetes facts, so those keep prior judgement: a
     * change right before is half a proof, a platform fact that names the cause nearly settles it.
     */
    public static CauseWeights shipped() {
        try (InputStream in = CauseWeights.class.getResourceAsStream("cause-weights.tsv")) {
            if (in == null) throw new IllegalStateException("no cause-weights.tsv in the jar");
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException("cause-weights.tsv in the jar", broken);
        }
    }

    /**
     * Reads {@code name<TAB>weight} lines, two of which are named {@code (bias)} and {@code
     * (sharpness)}; a line that is none is an error that names it.
     */
    public static CauseWeights parse(String text) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            String[] parts = line.split("\t");
            if (parts.length != 2)
                throw new IllegalArgumentException("not a name and a weight: " + line);
            weights.put(parts[0], Double.parseDouble(parts[1]));
        }
        Double bias = weights.remove(BIAS);
        Double sharpness = weights.remove(SHARPNESS);
        if (bias == null || sharpness == null)
            throw new IllegalArgumentException("weights without " + BIAS + " or " + SHARPNESS);
        return new CauseWeights(bias, weights, sharpness);
    }

    /** What {@link #parse} reads. */
    public String text() {
        StringBuilder text = new StringBuilder();
        Map<String, Double> all = new TreeMap<>(weights);
        all.put(BIAS, bias);
        all.put(SHARPNESS, sharpness);
        all.forEach(
                (name, weight) ->
                        text.append(String.format(Locale.ROOT, "%s\t%.3f%n", name, weight)));
        return text.toString();
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
