package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Which alerts were raised where, weighed by what their names have been worth as pointers to a
 * cause. Unknown names are worth nothing, so a system with other names gets no clue until it has
 * learned its own.
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
        AlertVocabulary.words(facts)
                .forEach(
                        (place, words) -> {
                            if (!vocabulary.knows(words)) return;
                            List<String> names = vocabulary.strongest(words, 3);
                            double worth = vocabulary.of(words);
                            String name = Phrase.name(place);
                            String list = String.join(", ", names);
                            clues.add(
                                    SceneEvidence.about(
                                            place,
                                            worth / STRONGEST,
                                            new Words(
                                                    "%d kinds of alert on %s, among them %s"
                                                            .formatted(words.size(), name, list),
                                                    "%s 上有 %d 类告警，其中包括 %s"
                                                            .formatted(name, words.size(), list)),
                                            "alerts " + place.id()));
                        });
        return clues;
    }
}
