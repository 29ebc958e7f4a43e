package io.sreagent.integrations.tempo;

import io.sreagent.contract.source.SelfCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Says whether Tempo answers a search. */
@Singleton
public final class TempoCheck implements SelfCheck {
    private final TempoTraceSource source;
    private final InstantSource clock;

    @Inject
    public TempoCheck(TempoTraceSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<Finding> check() {
        if (!source.isSetUp())
            return List.of(
                    new Finding(
                            "connection",
                            true,
                            "not configured; tempo.url (or TEMPO_URL) sets it"));
        return source.trouble(clock.instant())
                .map(words -> List.of(new Finding("connection", false, words)))
                .orElseGet(() -> List.of(new Finding("connection", true, "answers")));
    }
}
