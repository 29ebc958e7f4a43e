package io.sreagent.llm;

import io.sreagent.contract.source.SelfCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Says which models there are, whether they can be reached and whether they take the key. It asks
 * for their lists of models, which costs nothing.
 */
@Singleton
public final class LanguageModelCheck implements SelfCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final LanguageModel model;

    @Inject
    public LanguageModelCheck(LanguageModel model) {
        this.model = model;
    }

    @Override
    public String name() {
        return "language model";
    }

    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        findings.add(new Finding("llm", true, model.words()));
        if (!model.isThere()) return findings;
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            for (ModelAddress address : model.addresses()) findings.add(reach(http, address));
        }
        return findings;
    }

    private static Finding reach(HttpClient http, ModelAddress address) {
        try {
            HttpResponse<String> answer = http.send(question(address), BodyHandlers.ofString());
            return judged(address, answer);
        } catch (IOException | IllegalArgumentException silent) {
            return ill(address, "nobody answers there (llm.base_url)");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return ill(address, "interrupted");
        }
    }

    private static HttpRequest question(ModelAddress address) {
        String path = address.provider() == Provider.OLLAMA ? "/api/tags" : "/models";
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(address.baseUrl() + path)).timeout(PATIENCE);
        address.apiKey()
                .ifPresent(
                        key -> {
                            if (address.provider() == Provider.ANTHROPIC)
                                request.header("x-api-key", key)
                                        .header("anthropic-version", "2023-06-01");
                            else request.header("Authorization", "Bearer " + key);
                        });
        return request.build();
    }

    private static Finding judged(ModelAddress address, HttpResponse<String> answer) {
        int status = answer.statusCode();
        if (status == 401 || status == 403)
            return ill(address, "%d: the key is not taken (llm.api_key)".formatted(status));
        if (status >= 500) return ill(address, "%d: it is in trouble".formatted(status));
        boolean listed = answer.body().contains("\"" + address.model());
        return new Finding(
                address.name(),
                true,
                status == 200 && !listed
                        ? "answers, but does not list " + address.model() + " (llm.model)"
                        : "answers at " + address.baseUrl());
    }

    private static Finding ill(ModelAddress address, String words) {
        return new Finding(address.name(), false, address.baseUrl() + ": " + words);
    }
}
