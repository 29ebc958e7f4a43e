package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.finding.Candidate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every kind of evidence must do, whatever it looks at. */
public abstract class CauseEvidenceContract {

    /** The kind under test. */
    protected abstract CauseEvidence evidence();

    /** A case in which this kind has something to say. */
    protected abstract Case telling();

    @Test
    void kind_is_lower_case_with_underscores() {
        assertThat(evidence().kind()).matches("[a-z]+(_[a-z]+)*");
    }

    @Test
    void says_something_where_it_has_facts() {
        assertThat(evidence().examine(telling())).isNotEmpty();
    }

    @Test
    void names_each_candidate_at_most_once() {
        List<Candidate> candidates =
                evidence().examine(telling()).stream().map(Clue::candidate).toList();

        assertThat(candidates).doesNotHaveDuplicates();
    }

    @Test
    void says_the_same_when_asked_twice() {
        assertThat(evidence().examine(telling())).isEqualTo(evidence().examine(telling()));
    }

    @Test
    void clue_has_words_in_both_languages_and_a_query() {
        for (Clue clue : evidence().examine(telling())) {
            assertThat(clue.words().en()).isNotBlank();
            assertThat(clue.words().zh()).isNotBlank();
            assertThat(clue.query()).isNotBlank();
        }
    }

    @Test
    void case_without_facts_yields_nothing() {
        Case nothing =
                new Case(
                        Optional.empty(),
                        telling().until(),
                        List.of(),
                        List.of(),
                        DependencyGraph.EMPTY,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());

        assertThat(evidence().examine(nothing)).isEmpty();
    }
}
