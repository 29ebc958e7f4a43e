package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Anomaly;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the names of raised alerts have been worth as pointers to a cause.
 *
 * @param worth natural-log odds per {@code name direction}, such as {@code memory_usage up}; a name
 *     never seen is worth nothing
 */
public record AlertVocabulary(Map<String, Double> worth) {
    /** Words of a place that count how much was raised there, not what. */
    static final String SHARE = "(share of all alerts)";

    static final String MOST = "(more alerts than any other)";

    private static final double TYPED = 0.5;

    private static final Pattern NUMBER = Pattern.compile("-?\\d+$");

    public AlertVocabulary {
        worth = Map.copyOf(worth);
    }

    /** What the public cases taught, as shipped beside this class; see docs/root-cause.md. */
    public static AlertVocabulary shipped() {
        try (InputStream in = AlertVocabulary.class.getResourceAsStream("alert-vocabulary.tsv")) {
            if (in == null) return new AlertVocabulary(Map.of());
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException("alert-vocabulary.tsv in the jar", broken);
        }
    }

    /** Reads {@code name<TAB>worth} lines; a line without a number is an error that names it. */
    public static AlertVocabulary parse(String text) {
        Map<String, Double> worth = new HashMap<>();
        for (String line : text.lines().toList()) {
            int tab = line.lastIndexOf('\t');
            if (line.isBlank()) continue;
            if (tab < 0) throw new IllegalArgumentException("no tab in: " + line);
            worth.put(line.substring(0, tab), Double.parseDouble(line.substring(tab + 1)));
        }
        return new AlertVocabulary(worth);
    }

    /**
     * The words raised at each place. A word counts {@code 1 / √n} when n places of the case have
     * it: what everybody shows tells nobody apart (inverse document frequency within the case). The
     * same word together with what sort of service it was raised at ({@code orders cpu_usage up})
     * counts half as much again, since a busy database and a busy front end are not the same news.
     */
    public static Map<Resource, Map<String, Double>> words(Case facts) {
        Map<Resource, Set<String>> raised = new LinkedHashMap<>();
        Map<String, Set<Resource>> havers = new HashMap<>();
        Map<Resource, Integer> counts = new LinkedHashMap<>();
        int total = 0;
        for (Anomaly anomaly : facts.anomalies()) {
            Resource owner = anomaly.metric().resource().owner();
            if (owner.name() == null || owner.namesNode()) continue;
            String word = anomaly.metric().name() + (anomaly.effect() < 0 ? " down" : " up");
            raised.computeIfAbsent(owner, o -> new HashSet<>()).add(word);
            havers.computeIfAbsent(word, w -> new HashSet<>()).add(owner);
            counts.merge(owner, 1, Integer::sum);
            total++;
        }
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        int all = total;
        Map<Resource, Map<String, Double>> words = new LinkedHashMap<>();
        raised.forEach(
                (owner, names) -> {
                    Map<String, Double> values = new LinkedHashMap<>();
                    for (String name : names) {
                        double rare = 1 / Math.sqrt(havers.getOrDefault(name, Set.of()).size());
                        values.put(name, rare);
                        values.put(sort(owner) + " " + name, TYPED * rare);
                    }
                    int count = counts.getOrDefault(owner, 0);
                    values.put(SHARE, (double) count / all);
                    if (count == most) values.put(MOST, 1.0);
                    words.put(owner, values);
                });
        return words;
    }

    /** A service without the number of its instance. */
    private static String sort(Resource owner) {
        return NUMBER.matcher(String.valueOf(owner.name())).replaceFirst("");
    }

    /** Summed worth of the words of one place, in natural-log odds. */
    public double of(Map<String, Double> words) {
        double sum = 0;
        for (Map.Entry<String, Double> each : words.entrySet())
            sum += each.getValue() * worth.getOrDefault(each.getKey(), 0.0);
        return sum;
    }

    /** Whether any name raised at a place was ever learned; how much was raised is no name. */
    boolean knows(Map<String, Double> words) {
        return words.keySet().stream()
                .anyMatch(
                        word ->
                                !word.equals(SHARE)
                                        && !word.equals(MOST)
                                        && worth.containsKey(word));
    }

    /** The words that count most, for explanation. */
    List<String> strongest(Map<String, Double> words, int limit) {
        List<String> names = new ArrayList<>(words.keySet());
        names.removeIf(name -> name.startsWith("(") || worth.getOrDefault(name, 0.0) <= 0);
        names.sort(
                (a, b) ->
                        Double.compare(
                                words.getOrDefault(b, 0.0) * worth.getOrDefault(b, 0.0),
                                words.getOrDefault(a, 0.0) * worth.getOrDefault(a, 0.0)));
        return names.subList(0, Math.min(limit, names.size()));
    }
}
