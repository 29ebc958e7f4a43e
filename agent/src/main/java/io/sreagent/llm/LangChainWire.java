package io.sreagent.llm;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.TokenUsage;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to a model through LangChain4j. Made only where a provider is configured, so that without
 * one none of the library is loaded. It does not try again: the next model of the list does.
 */
final class LangChainWire implements Wire {
    private final ChatModel model;
    private final Duration patience;

    private LangChainWire(ChatModel model, Duration patience) {
        this.model = model;
        this.patience = patience;
    }

    static Wire to(ModelAddress address, Duration patience) {
        ChatModel model =
                switch (address.provider()) {
                    case OPENAI -> openai(address, patience);
                    case ANTHROPIC -> anthropic(address, patience);
                    case OLLAMA -> ollama(address, patience);
                };
        return new LangChainWire(model, patience);
    }

    /**
     * The maker's own models want the limit under its new name and choose their temperature
     * themselves; compatible servers know the old name.
     */
    private static ChatModel openai(ModelAddress address, Duration patience) {
        OpenAiChatModel.OpenAiChatModelBuilder builder =
                OpenAiChatModel.builder()
                        .httpClientBuilder(http(patience))
                        .baseUrl(address.baseUrl())
                        .apiKey(address.apiKey().orElse("none"))
                        .modelName(address.model())
                        .maxRetries(0);
        return address.isOfItsMaker()
                ? builder.maxCompletionTokens(LanguageModel.MOST_TOKENS_OUT).build()
                : builder.maxTokens(LanguageModel.MOST_TOKENS_OUT).temperature(0.0).build();
    }

    private static ChatModel anthropic(ModelAddress address, Duration patience) {
        return AnthropicChatModel.builder()
                .httpClientBuilder(http(patience))
                .baseUrl(address.baseUrl() + "/")
                .apiKey(address.apiKey().orElse("none"))
                .modelName(address.model())
                .maxTokens(LanguageModel.MOST_TOKENS_OUT)
                .maxRetries(0)
                .build();
    }

    private static ChatModel ollama(ModelAddress address, Duration patience) {
        return OllamaChatModel.builder()
                .httpClientBuilder(http(patience))
                .baseUrl(address.baseUrl())
                .modelName(address.model())
                .numPredict(LanguageModel.MOST_TOKENS_OUT)
                .temperature(0.0)
                .maxRetries(0)
                .build();
    }

    /** Redirects are not followed: they would carry the key to somebody else. */
    private static HttpClientBuilder http(Duration patience) {
        return JdkHttpClient.builder()
                .httpClientBuilder(
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .followRedirects(HttpClient.Redirect.NEVER))
                .connectTimeout(patience)
                .readTimeout(patience);
    }

    /** The client's time-out ends with the first byte; a model that trickles would hold us. */
    @Override
    public Said say(String rules, String matter) throws WireTrouble {
        CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        Thread asking = Thread.startVirtualThread(() -> ask(rules, matter, answer));
        try {
            return said(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            asking.interrupt();
            throw new WireTrouble(late());
        } catch (ExecutionException failed) {
            throw new WireTrouble(words(failed));
        } catch (InterruptedException stopping) {
            asking.interrupt();
            Thread.currentThread().interrupt();
            throw new WireTrouble("interrupted");
        }
    }

    private void ask(String rules, String matter, CompletableFuture<ChatResponse> answer) {
        try {
            answer.complete(model.chat(SystemMessage.from(rules), UserMessage.from(matter)));
        } catch (RuntimeException failed) {
            answer.completeExceptionally(failed);
        }
    }

    private static Said said(ChatResponse response) {
        String text = response.aiMessage() == null ? null : response.aiMessage().text();
        TokenUsage usage = response.tokenUsage();
        return new Said(
                text == null ? "" : text,
                usage == null ? 0 : count(usage.inputTokenCount()),
                usage == null ? 0 : count(usage.outputTokenCount()));
    }

    private static long count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }

    private String words(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof HttpException http) return status(http.statusCode());
            if (at instanceof HttpTimeoutException) return late();
            if (at instanceof ConnectException) return "nobody listens there";
        }
        return "no answer that can be read";
    }

    private String late() {
        return "no answer within " + patience.toSeconds() + " s (llm.timeout_seconds)";
    }

    private static String status(int code) {
        return switch (code) {
            case 401, 403 -> code + ", the key is not taken (llm.api_key)";
            case 404 -> "404, no such model or address (llm.model, llm.base_url)";
            case 429 -> "429, it limits how much it answers";
            default ->
                    code + (code >= 500 ? ", its own trouble" : ", it does not take the question");
        };
    }
}
