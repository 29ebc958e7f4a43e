package io.sreagent.integrations.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.FailsafeException;
import dev.failsafe.FailsafeExecutor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * A server that answers in JSON, asked within limits: so many questions at once, passing failures
 * asked again ({@link Patience}). Redirects are not followed, since they would carry the
 * credentials along. Trouble is told with the question, the answer and the way out.
 */
public final class Endpoint {
    private static final int MOST_ERROR_TEXT = 300;
    private static final long LONGEST_PAUSE = 30; // seconds
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Address address;
    private final URI base;
    private final HttpClient http;
    private final Semaphore places;
    private final FailsafeExecutor<Object> patience;

    /**
     * Where a server is and how it is spoken to.
     *
     * @param product for people, such as {@code Loki}
     * @param section of the configuration, such as {@code loki}
     * @param headers credentials and tenant; never shown
     * @param caFile PEM file of the authorities to trust
     */
    public record Address(
            String product,
            String section,
            String url,
            Duration timeout,
            int maxParallel,
            Map<String, String> headers,
            Optional<String> caFile) {
        public Address {
            requireNonNull(product, "product");
            requireNonNull(section, "section");
            headers = new TreeMap<>(headers);
            if (maxParallel < 1)
                throw new IllegalArgumentException(section + ".max_parallel must be at least 1");
        }
    }

    /**
     * @throws IllegalArgumentException when the address is none, or the authorities are unreadable
     */
    public Endpoint(Address address, Patience patience) {
        this.address = address;
        base = parse(address);
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(
                                Duration.ofSeconds(Math.min(5, address.timeout().toSeconds())));
        address.caFile()
                .ifPresent(
                        file ->
                                builder.sslContext(
                                        TrustedAuthorities.of(
                                                Path.of(file), address.section() + ".ca_file")));
        http = builder.build();
        places = new Semaphore(address.maxParallel(), true);
        this.patience = patience.executor();
    }

    /**
     * @param asked the question, for people
     */
    public JsonNode get(String path, Map<String, String> parameters, String asked)
            throws SourceTrouble {
        return ask(request(path, parameters).GET().build(), asked);
    }

    /** Sends JSON; only for questions, which may be asked twice. */
    public JsonNode post(String path, JsonNode body, String asked) throws SourceTrouble {
        return ask(
                request(path, Map.of())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build(),
                asked);
    }

    /** Opens a WebSocket with the same credentials; it fails as such futures do. */
    public CompletableFuture<WebSocket> socket(
            String path, Map<String, String> parameters, WebSocket.Listener listener) {
        String url = (base + path + query(parameters)).replaceFirst("^http", "ws");
        WebSocket.Builder builder = http.newWebSocketBuilder().connectTimeout(address.timeout());
        address.headers().forEach(builder::header);
        return builder.buildAsync(URI.create(url), listener);
    }

    /** The address; nothing secret is in it. */
    public String shownUrl() {
        return base.toString();
    }

    private HttpRequest.Builder request(String path, Map<String, String> parameters) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path + query(parameters)))
                        .timeout(address.timeout())
                        .header("Accept", "application/json");
        address.headers().forEach(request::header);
        return request;
    }

    private static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
    }

    private JsonNode ask(HttpRequest request, String asked) throws SourceTrouble {
        try {
            return patience.get(() -> once(request, asked));
        } catch (CircuitBreakerOpenException resting) {
            throw SourceTrouble.lasting(
                    "%s at %s failed several times in a row and is left alone for a while; not asked: %s. Is %s.url right?"
                            .formatted(address.product(), base, asked, address.section()),
                    resting);
        } catch (FailsafeException failed) {
            if (failed.getCause() instanceof SourceTrouble trouble) throw trouble;
            throw failed;
        }
    }

    private JsonNode once(HttpRequest request, String asked) throws SourceTrouble {
        boolean placed = false;
        try {
            places.acquire();
            placed = true;
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() == 200) return JSON.readTree(body);
                String text = new String(body.readNBytes(MOST_ERROR_TEXT), UTF_8).strip();
                throw refused(answer, text, asked);
            }
        } catch (IOException broken) {
            throw SourceTrouble.passing(
                    "%s at %s does not answer for %s (%s). Is %s.url right?"
                            .formatted(address.product(), base, asked, broken, address.section()),
                    broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw SourceTrouble.lasting(
                    "interrupted while asking " + address.product() + " for " + asked, stopped);
        } finally {
            if (placed) places.release();
        }
    }

    private SourceTrouble refused(HttpResponse<?> answer, String text, String asked) {
        int status = answer.statusCode();
        String words =
                "%s answered %d for %s: %s".formatted(address.product(), status, asked, text);
        String section = address.section();
        if (status == 429) {
            return SourceTrouble.busy(
                    "%s. It limits what it is asked; %s.max_parallel lowers the load."
                            .formatted(words, section),
                    pause(answer));
        }
        if (status >= 500) return SourceTrouble.passing(words, null);
        if (status == 401 || status == 403) {
            words += ". Are the credentials (and tenant) below " + section + " right?";
        }
        return SourceTrouble.lasting(words, null);
    }

    /**
     * What {@code Retry-After} says in seconds; negative, so that the usual delay holds, without.
     */
    private static Duration pause(HttpResponse<?> answer) {
        String said = answer.headers().firstValue("Retry-After").orElse("");
        return said.matches("[0-9]{1,6}")
                ? Duration.ofSeconds(Math.min(LONGEST_PAUSE, Long.parseLong(said)))
                : Duration.ofSeconds(-1);
    }

    private static URI parse(Address address) {
        String url = address.url();
        String whole = (url.contains("://") ? url : "http://" + url).replaceAll("/+$", "");
        URI uri = URI.create(whole);
        if (uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "%s.url must be an address such as http://%s:3100, without a password"
                            .formatted(address.section(), address.section()));
        }
        return uri;
    }
}
