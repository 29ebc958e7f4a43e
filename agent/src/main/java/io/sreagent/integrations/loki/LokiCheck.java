package io.sreagent.integrations.loki;

import io.sreagent.contract.source.SelfCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Says whether Loki answers and which of its labels name namespace, service and pod. */
@Singleton
public final class LokiCheck implements SelfCheck {
    private final LokiLogSource source;

    @Inject
    public LokiCheck(LokiLogSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public List<Finding> check() {
        if (!source.isStore()) {
            return List.of(
                    new Finding(
                            "connection", true, "not configured; loki.url (or LOKI_URL) sets it"));
        }
        return source.trouble()
                .map(words -> List.of(new Finding("connection", false, words)))
                .orElseGet(
                        () ->
                                List.of(
                                        new Finding("connection", true, "answers"),
                                        new Finding(
                                                "labels", true, source.labelNames().toString())));
    }
}
