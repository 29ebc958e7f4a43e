package io.sreagent.api;

import io.sreagent.llm.LanguageModel;
import io.sreagent.pipeline.HealthPart;
import jakarta.inject.Singleton;

/** Whether there is a language model, how it has been, and what it cost. It is not asked for it. */
@Singleton
final class LanguageModelHealth implements HealthPart {
    private final LanguageModel model;

    LanguageModelHealth(LanguageModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "language_model";
    }

    /** Everything works without one, so it is never worse than degraded. */
    @Override
    public Report report() {
        try {
            return new Report(model.isWell() ? Level.UP : Level.DEGRADED, model.words());
        } catch (RuntimeException unreadable) {
            return new Report(Level.DEGRADED, "its budget cannot be read");
        }
    }
}
