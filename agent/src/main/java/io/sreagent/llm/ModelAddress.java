package io.sreagent.llm;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a model is to be had.
 *
 * @param baseUrl without a slash at its end
 * @param apiKey never shown; the text of this record leaves it out
 */
record ModelAddress(Provider provider, String model, String baseUrl, Optional<String> apiKey) {
    ModelAddress {
        requireNonNull(provider, "provider");
        requireNonNull(apiKey, "apiKey");
        if (model.isBlank()) throw new IllegalArgumentException("a model without a name");
        while (baseUrl.endsWith("/")) baseUrl = baseUrl.substring(0, baseUrl.length() - 1);
    }

    /** Such as {@code ollama qwen3:8b}. */
    String name() {
        return provider.code() + " " + model;
    }

    boolean costsNothing() {
        return provider == Provider.OLLAMA;
    }

    boolean isOfItsMaker() {
        return baseUrl.equals(provider.usualAddress());
    }

    @Override
    public String toString() {
        return name() + " at " + baseUrl;
    }

    /** The configured model, then those that stand in for it; empty when there is none. */
    static List<ModelAddress> of(LanguageModel.Settings settings) {
        Optional<Provider> provider = Provider.named(settings.provider());
        Optional<String> model = settings.model().filter(name -> !name.isBlank());
        if (provider.isEmpty() || model.isEmpty()) return List.of();
        ModelAddress first =
                new ModelAddress(
                        provider.get(),
                        model.get(),
                        settings.baseUrl().orElse(provider.get().usualAddress()),
                        settings.apiKey().filter(key -> !key.isBlank()));
        List<ModelAddress> all = new ArrayList<>(List.of(first));
        String[] keys = settings.fallbackApiKeys().orElse("").split(",", -1);
        List<String> fallbacks = settings.fallbacks().orElse(List.of());
        for (int i = 0; i < fallbacks.size(); i++) {
            String key = i < keys.length ? keys[i].strip() : "";
            all.add(fallback(fallbacks.get(i).strip(), key, first));
        }
        return all;
    }

    /**
     * {@code openai:gpt-4o-mini}, {@code ollama:qwen3:8b@http://gpu:11434}. One without an address
     * is where the first is, with its key, if that is the same provider; a key is never sent to an
     * address it was not given for.
     */
    private static ModelAddress fallback(String text, String key, ModelAddress first) {
        int colon = text.indexOf(':');
        int at = text.indexOf("@http");
        Provider provider =
                Provider.named(text.substring(0, Math.max(0, colon)))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "llm.fallbacks: '%s' is not provider:model or provider:model@address"
                                                        .formatted(text)));
        String model = text.substring(colon + 1, at < 0 ? text.length() : at);
        boolean beside = at < 0 && provider == first.provider;
        String url =
                at >= 0 ? text.substring(at + 1) : beside ? first.baseUrl : provider.usualAddress();
        Optional<String> own = Optional.of(key).filter(given -> !given.isEmpty());
        return new ModelAddress(provider, model, url, beside ? own.or(first::apiKey) : own);
    }
}
