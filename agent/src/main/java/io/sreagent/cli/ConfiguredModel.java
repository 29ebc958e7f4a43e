package io.sreagent.cli;

import io.smallrye.config.common.utils.StringUtil;
import io.sreagent.llm.LanguageModel;
import io.sreagent.settings.Configuration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Section {@code llm} of a configuration, for a command that runs without a server. */
record ConfiguredModel(Configuration from) implements LanguageModel.Settings {

    /**
     * The configured model; none when none is wanted.
     *
     * @throws Failure when one is configured and the configuration has mistakes
     */
    static LanguageModel of(Configured configured, boolean none) {
        Map<String, String> given = none ? Map.of("llm.provider", "none") : Map.of();
        Configuration read = configured.read(given);
        boolean isOn = !read.get("llm.provider").orElse("none").equals("none");
        Configuration used = isOn ? configured.readOrFail(given) : read;
        return LanguageModel.forOneCommand(
                new ConfiguredModel(used), used.secrets(), InstantSource.system());
    }

    @Override
    public String provider() {
        return from.get("llm.provider").orElse("none");
    }

    @Override
    public Optional<String> baseUrl() {
        return from.get("llm.base_url");
    }

    @Override
    public Optional<String> apiKey() {
        return from.get("llm.api_key");
    }

    @Override
    public Optional<String> model() {
        return from.get("llm.model");
    }

    @Override
    public Optional<List<String>> fallbacks() {
        return from.get("llm.fallbacks").map(text -> List.of(StringUtil.split(text)));
    }

    @Override
    public Optional<String> fallbackApiKeys() {
        return from.get("llm.fallback_api_keys");
    }

    @Override
    public int timeoutSeconds() {
        return Integer.parseInt(from.require("llm.timeout_seconds"));
    }

    @Override
    public OptionalDouble dailyBudget() {
        return from.get("llm.daily_budget").stream().mapToDouble(Double::parseDouble).findFirst();
    }

    @Override
    public long dailyTokens() {
        return Long.parseLong(from.require("llm.daily_tokens"));
    }

    @Override
    public long incidentTokens() {
        return Long.parseLong(from.require("llm.incident_tokens"));
    }

    @Override
    public double inputPrice() {
        return Double.parseDouble(from.require("llm.input_price"));
    }

    @Override
    public double outputPrice() {
        return Double.parseDouble(from.require("llm.output_price"));
    }
}
