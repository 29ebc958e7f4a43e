package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Words;
import java.util.List;

/**
 * Evidence that looks at the measured {@link Scene} of a case. The engine measures once and shows
 * the scene to all; anybody else hands in the case.
 *
 * <p>A clue about a resource as such names {@link FaultKind#UNKNOWN} and counts for every candidate
 * of that resource.
 */
abstract class SceneEvidence implements CauseEvidence {

    @Override
    public final List<Clue> examine(Case facts) {
        return examine(Scene.of(facts));
    }

    abstract List<Clue> examine(Scene scene);

    static Clue about(Resource resource, double strength, Words words, String query) {
        return new Clue(
                new Candidate(resource, FaultKind.UNKNOWN),
                Math.clamp(strength, -1, 1),
                words,
                query);
    }
}
