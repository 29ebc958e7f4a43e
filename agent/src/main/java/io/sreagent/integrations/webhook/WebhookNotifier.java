package io.sreagent.integrations.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.notify.Notice;
import io.sreagent.contract.notify.Notifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Posts each notice as JSON to one address. 2xx is taken; 429, 408, 5xx and silence are tried
 * again; anything else is final. Redirects are not followed: they would carry the notice, and its
 * signature, to somebody else.
 */
@Singleton
public final class WebhookNotifier implements Notifier {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .addModule(new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .build();

    private final boolean enabled;
    private final Optional<URI> to;
    private final Optional<Signature> signature;
    private final Duration patience;
    private final InstantSource clock;
    private final HttpClient http;

    /**
     * @throws IllegalArgumentException when the address is none, without naming it
     */
    @Inject
    public WebhookNotifier(WebhookSettings settings, InstantSource clock) {
        this.enabled = settings.enabled();
        this.to = settings.webhookUrl().filter(url -> !url.isBlank()).map(WebhookNotifier::parse);
        this.signature = settings.webhookSecret().filter(s -> !s.isBlank()).map(Signature::new);
        this.patience = Duration.ofSeconds(settings.webhookTimeoutSeconds());
        this.clock = clock;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(patience)
                        .build();
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public boolean isOn() {
        return enabled && to.isPresent();
    }

    /** Scheme, host and port; what follows them may be a secret. */
    Optional<String> shownUrl() {
        return to.map(uri -> uri.getScheme() + "://" + uri.getAuthority() + "/…");
    }

    Optional<URI> address() {
        return to;
    }

    boolean isEnabled() {
        return enabled;
    }

    boolean isSigned() {
        return signature.isPresent();
    }

    @Override
    public Outcome send(Notice notice) {
        if (to.isEmpty()) return new Outcome.Refused("notification.webhook_url is not set");
        try {
            String body = JSON.writeValueAsString(notice);
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(to.get())
                            .timeout(patience)
                            .header("Content-Type", "application/json; charset=utf-8")
                            .header("User-Agent", "sre-agent")
                            // What the field calls it: a repeat is recognised by it.
                            .header("Idempotency-Key", notice.key());
            signature.ifPresent(
                    by -> {
                        var now = clock.instant();
                        request.header(
                                "X-Sre-Agent-Timestamp", Long.toString(now.getEpochSecond()));
                        request.header("X-Sre-Agent-Signature", by.of(now, body));
                    });
            request.POST(BodyPublishers.ofString(body));
            return outcome(http.send(request.build(), BodyHandlers.discarding()));
        } catch (JsonProcessingException unwritable) {
            return new Outcome.Refused("not writable as JSON: " + unwritable.getOriginalMessage());
        } catch (IOException silent) {
            // Its message can hold the address.
            return new Outcome.Retry(
                    PAUSE, shownUrl().orElse("") + ": " + silent.getClass().getSimpleName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Outcome.Retry(PAUSE, "interrupted");
        }
    }

    private Outcome outcome(HttpResponse<Void> answer) {
        int status = answer.statusCode();
        String detail = shownUrl().orElse("") + " answered " + status;
        if (status >= 200 && status < 300) return new Outcome.Done(detail);
        if (status == 429 || status == 408 || status >= 500)
            return new Outcome.Retry(pause(answer), detail);
        if (status >= 300 && status < 400)
            return new Outcome.Refused(detail + "; redirects are not followed");
        return new Outcome.Refused(detail + "; see notification.webhook_url");
    }

    /** As {@code Retry-After} asks in seconds (RFC 9110, 10.2.3), within reason. */
    private static Duration pause(HttpResponse<Void> answer) {
        return answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(text -> Duration.ofSeconds(Math.max(1, Long.parseLong(text))))
                .map(asked -> asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE)
                .orElse(PAUSE);
    }

    private static URI parse(String url) {
        String whole = url.contains("://") ? url : "http://" + url;
        try {
            URI uri = URI.create(whole);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null && uri.getUserInfo() == null) return uri;
        } catch (IllegalArgumentException malformed) {
            // Falls through; the cause would show what may be a secret.
        }
        throw new IllegalArgumentException(
                "notification.webhook_url must be an address such as https://hooks.example/sre,"
                        + " without a password before the host");
    }
}
