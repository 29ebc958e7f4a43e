package io.sreagent.analysis.cause;

import static java.util.Objects.requireNonNull;

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
 * @param calibration makes confidence mean how often the first is right
 */
public record CauseWeights(double bias, Map<String, Double> weights, Calibration calibration) {
    private static final String BIAS = "(bias)";
    private static final String CERTAIN = "(certain)";
    private static final String DOUBT = "(doubt)";
    private static final String LEVEL = "(level)";
    private static final String ALONE = "(alone)";

    public CauseWeights {
        weights = Map.copyOf(weights);
        requireNonNull(calibration, "calibration");
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
     * Reads {@code name<TAB>weight} lines, five of which are named {@code (bias)}, {@code
     * (certain)}, {@code (doubt)}, {@code (level)} and {@code (alone)}; a line that is none is an
     * error that names it.
     */
    public static CauseWeights parse(String text) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
            String[] parts = line.split("\t");
            if (parts.length != 2)
                throw new IllegalArgumentException("not a name and a weight: " + line);
            weights.put(parts[0], Double.parseDouble(parts[1]));
        }
        double bias = taken(BIAS, weights);
        Calibration calibration =
                new Calibration(
                        taken(CERTAIN, weights),
                        taken(DOUBT, weights),
                        taken(LEVEL, weights),
                        taken(ALONE, weights));
        return new CauseWeights(bias, weights, calibration);
    }

    private static double taken(String name, Map<String, Double> from) {
        Double value = from.remove(name);
        if (value == null) throw new IllegalArgumentException("weights without " + name);
        return value;
    }

    /** What {@link #parse} reads. */
    public String text() {
        StringBuilder text = new StringBuilder();
        Map<String, Double> all = new TreeMap<>(weights);
        all.put(BIAS, bias);
        all.put(CERTAIN, calibration.certain());
        all.put(DOUBT, calibration.doubt());
        all.put(LEVEL, calibration.level());
        all.put(ALONE, calibration.alone());
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

    /**
     * Confidence in each of several suspects, which may sum to less than 1: {@code e^odds / (1 + Σ
     * e^odds)}, calibrated.
     *
     * @param odds the first the largest
     */
    public double[] confidences(double[] odds) {
        return calibration.of(shares(odds));
    }

    /** The same before calibration. */
    public static double[] shares(double[] odds) {
        double sum = 1;
        for (double each : odds) sum += Math.exp(each);
        double[] shares = new double[odds.length];
        for (int i = 0; i < odds.length; i++) shares[i] = Math.exp(odds[i]) / sum;
        return shares;
    }

    public double of(String kind) {
        return weights.getOrDefault(kind, 0.0);
    }
}
