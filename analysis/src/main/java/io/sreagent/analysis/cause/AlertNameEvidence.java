package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Which alerts were raised where, weighed by what their names have been worth as pointers to a
 * cause. A system most of whose names were never learned gets no clue until it has learned its own.
 */
final class AlertNameEvidence implements CauseEvidence {
    /** Log-odds at which a clue is as strong as it gets. */
    static final double STRONGEST = 8;

    private final AlertVocabulary vocabulary;

    AlertNameEvidence(AlertVocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public String kind() {
        return "alert_names";
    }

    @Override
    public List<Clue> examine(Case facts) {
        List<Clue> clues = new ArrayList<>();
        if (!vocabulary.isAtHome(facts)) return clues;
        AlertVocabulary.words(facts)
                .forEach(
                        (place, words) ->
                                clues.add(
                                        SceneEvidence.about(
                                                place,
                                                vocabulary.of(words) / STRONGEST,
                                                said(place, words),
                                                "alerts " + place.id())));
        return clues;
    }

    private Words said(Resource place, Map<String, Double> words) {
        String name = Phrase.name(place);
        List<String> names = vocabulary.strongest(words, 3);
        if (names.isEmpty())
            return new Words(
                    "what was raised on %s, and elsewhere, rarely came with a fault there"
                            .formatted(name),
                    "%s 及其他位置的告警很少伴随该处故障".formatted(name));
        String list = String.join(", ", names);
        return new Words(
                "alerts on %s that came with faults before: %s".formatted(name, list),
                "%s 上曾伴随故障出现的告警：%s".formatted(name, list));
    }
}
