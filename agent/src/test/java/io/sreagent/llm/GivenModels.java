package io.sreagent.llm;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Settings as a test wants them. */
public final class GivenModels implements LanguageModel.Settings {
    public String provider = "none";
    public Optional<String> baseUrl = Optional.empty();
    public Optional<String> apiKey = Optional.of("sk-of-the-first");
    public Optional<List<String>> fallbacks = Optional.empty();
    public Optional<String> fallbackApiKeys = Optional.empty();
    public OptionalDouble dailyBudget = OptionalDouble.empty();
    public long dailyTokens = 200_000;
    public long incidentTokens = 20_000;

    /** No model. */
    public static GivenModels none() {
        return new GivenModels();
    }

    /** The model {@code small} of a scripted provider. */
    public static GivenModels at(ScriptedProvider provider) {
        GivenModels given = new GivenModels();
        given.provider = "openai";
        given.baseUrl = Optional.of(provider.url());
        return given;
    }

    /** These models, for as long as the test takes. */
    public LanguageModel connected() {
        return LanguageModel.forOneCommand(this, List.of(), InstantSource.system());
    }

    @Override
    public String provider() {
        return provider;
    }

    @Override
    public Optional<String> baseUrl() {
        return baseUrl;
    }

    @Override
    public Optional<String> apiKey() {
        return apiKey;
    }

    @Override
    public Optional<String> model() {
        return provider.equals("none") ? Optional.empty() : Optional.of("small");
    }

    @Override
    public Optional<List<String>> fallbacks() {
        return fallbacks;
    }

    @Override
    public Optional<String> fallbackApiKeys() {
        return fallbackApiKeys;
    }

    @Override
    public int timeoutSeconds() {
        return 30;
    }

    @Override
    public OptionalDouble dailyBudget() {
        return dailyBudget;
    }

    @Override
    public long dailyTokens() {
        return dailyTokens;
    }

    @Override
    public long incidentTokens() {
        return incidentTokens;
    }

    @Override
    public double inputPrice() {
        return 3;
    }

    @Override
    public double outputPrice() {
        return 15;
    }
}
