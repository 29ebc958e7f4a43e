package io.sreagent.llm;

import java.util.Locale;
import java.util.Optional;

/** Who speaks which protocol. */
enum Provider {
    /** OpenAI and everything compatible: vLLM, LM Studio, Open WebUI, DeepSeek, Qwen. */
    OPENAI("https://api.openai.com/v1"),
    ANTHROPIC("https://api.anthropic.com/v1"),
    /** On one's own machines; costs no money. */
    OLLAMA("http://127.0.0.1:11434");

    private final String usualAddress;

    Provider(String usualAddress) {
        this.usualAddress = usualAddress;
    }

    String usualAddress() {
        return usualAddress;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty for {@code none} and for what is no provider. */
    static Optional<Provider> named(String code) {
        for (Provider each : values()) if (each.code().equals(code)) return Optional.of(each);
        return Optional.empty();
    }
}
