package io.sreagent.perception;

import io.quarkus.arc.All;
import io.sreagent.analysis.fact.Change;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.ChangeSource;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at what was changed, at every tick and not only when something breaks: what a configuration
 * said before a bad push is known only to who has seen it.
 */
@Singleton
public final class ChangeWatch {
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final List<ChangeSource> sources;

    public ChangeWatch(@All List<ChangeSource> sources) {
        this.sources = sources;
    }

    /** Changes of the last minutes, from every source that answers. */
    public Answer<List<Change>> tick(Instant now) {
        List<Change> changes = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        for (ChangeSource source : sources) {
            Answer<List<Change>> answer = source.changes(now.minus(OVERLAP), now);
            changes.addAll(answer.value());
            troubles.addAll(answer.troubles());
        }
        return new Answer<>(changes, troubles);
    }
}
