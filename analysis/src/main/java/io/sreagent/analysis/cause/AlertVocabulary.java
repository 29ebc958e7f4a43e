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
import java.util.LinkedHashSet;
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

    private static final String ITS_SORT = " itself";

    private static final double TYPED = 0.7;
    private static final double ITSELF = 0.5;
    private static final double AMONG = 1.5;

    /** Of the names raised in a case, how many must have been learned. */
    private static final double AT_HOME = 0.5;

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
     * The words of each place that raised something or is known by its calls. A word counts {@code
     * 1 / √n} when n places of the case have it: what everybody shows tells nobody apart (inverse
     * document frequency within the case). The same word together with what sort of service it was
     * raised at ({@code orders cpu_usage up}) counts likewise among the places of that sort, since
     * a busy database and a busy front end are not the same news. What was raised anywhere stands
     * beside the sort of each place ({@code orders among log template 3 up}): some faults of a
     * place are only seen at others, and how all looks tells which kind of fault it is.
     */
    public static Map<Resource, Map<String, Double>> words(Case facts) {
        Map<Resource, Set<String>> raised = raised(facts);
        Map<String, Integer> havers = new HashMap<>();
        raised.forEach(
                (owner, names) -> {
                    for (String name : names) {
                        havers.merge(name, 1, Integer::sum);
                        havers.merge(sort(owner) + " " + name, 1, Integer::sum);
                    }
                });
        Set<String> anywhere = new LinkedHashSet<>();
        raised.values().forEach(anywhere::addAll);
        int all = raised.values().stream().mapToInt(Set::size).sum();
        int most = raised.values().stream().mapToInt(Set::size).max().orElse(0);
        Map<Resource, Map<String, Double>> words = new LinkedHashMap<>();
        if (all == 0) return words;
        raised.forEach(
                (owner, names) -> {
                    Map<String, Double> values = new LinkedHashMap<>();
                    for (String name : names) {
                        String typed = sort(owner) + " " + name;
                        values.put(name, rare(havers, name));
                        values.put(typed, TYPED * rare(havers, typed));
                    }
                    values.put(sort(owner) + ITS_SORT, ITSELF);
                    for (String name : anywhere)
                        values.put(
                                sort(owner) + " among " + name, AMONG / Math.sqrt(anywhere.size()));
                    values.put(SHARE, (double) names.size() / all);
                    if (names.size() == most) values.put(MOST, 1.0);
                    words.put(owner, values);
                });
        return words;
    }

    /** What was raised at each place, and nothing at places that only calls tell of. */
    private static Map<Resource, Set<String>> raised(Case facts) {
        Map<Resource, Set<String>> raised = new LinkedHashMap<>();
        for (Anomaly anomaly : facts.anomalies()) {
            Resource owner = anomaly.metric().resource().owner();
            if (owner.name() == null || owner.namesNode()) continue;
            raised.computeIfAbsent(owner, o -> new LinkedHashSet<>()).add(word(anomaly));
        }
        for (DependencyGraph.Edge edge : facts.graph().edges())
            for (Resource end : List.of(edge.caller().owner(), edge.callee().owner()))
                if (end.name() != null && !end.namesNode())
                    raised.computeIfAbsent(end, o -> new LinkedHashSet<>());
        return raised;
    }

    private static String word(Anomaly anomaly) {
        return anomaly.metric().name() + (anomaly.effect() < 0 ? " down" : " up");
    }

    private static double rare(Map<String, Integer> havers, String word) {
        return 1 / Math.sqrt(havers.getOrDefault(word, 1));
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

    /**
     * Whether the case is of a system whose names were learned: at least half of those raised. A
     * few that are spelled alike elsewhere prove nothing.
     */
    boolean isAtHome(Case facts) {
        Set<String> names = new HashSet<>();
        for (Anomaly anomaly : facts.anomalies()) names.add(word(anomaly));
        long known = names.stream().filter(worth::containsKey).count();
        return known > 0 && known >= AT_HOME * names.size();
    }

    /** The words that count most, for explanation. */
    List<String> strongest(Map<String, Double> words, int limit) {
        List<String> names = new ArrayList<>(words.keySet());
        names.removeIf(
                name ->
                        name.startsWith("(")
                                || name.endsWith(ITS_SORT)
                                || name.contains(" among ")
                                || worth.getOrDefault(name, 0.0) <= 0);
        names.sort(
                (a, b) ->
                        Double.compare(
                                words.getOrDefault(b, 0.0) * worth.getOrDefault(b, 0.0),
                                words.getOrDefault(a, 0.0) * worth.getOrDefault(a, 0.0)));
        return names.subList(0, Math.min(limit, names.size()));
    }
}
