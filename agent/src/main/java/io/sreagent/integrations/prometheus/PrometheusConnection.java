package io.sreagent.integrations.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sreagent.integrations.wire.TrustedAuthorities;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How requests reach the server: address, credentials, trust.
 *
 * <p>Compressed answers are not asked for: on a local network packing costs the server about ten
 * times what it saves the wire. Redirects are not followed, since they would carry the token along.
 */
final class PrometheusConnection {
    private final URI base;
    private final HttpClient http;
    private final Duration timeout;
    private final Map<String, String> headers = new TreeMap<>();
    private volatile boolean getOnly; // the server, or something before it, refuses POST

    PrometheusConnection(PrometheusSettings settings, String url) {
        this.base = parse(url);
        this.timeout = Duration.ofSeconds(settings.timeoutSeconds());
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(
                                timeout.compareTo(Duration.ofSeconds(5)) < 0
                                        ? timeout
                                        : Duration.ofSeconds(5));
        settings.caFile()
                .ifPresent(
                        file ->
                                builder.sslContext(
                                        TrustedAuthorities.of(
                                                Path.of(file), "prometheus.ca_file")));
        this.http = builder.build();
        settings.tenant().ifPresent(tenant -> headers.put("X-Scope-OrgID", tenant));
        if (settings.bearerToken().isPresent()) {
            headers.put("Authorization", "Bearer " + settings.bearerToken().get());
        } else if (settings.username().isPresent()) {
            String pair = settings.username().get() + ":" + settings.password().orElse("");
            headers.put(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        }
    }

    /** The address without what is secret in it. */
    String shownUrl() {
        return base.toString();
    }

    /** Sends a form, as POST where the server takes it, so that long queries fit. */
    HttpResponse<InputStream> send(String path, Map<String, String> form)
            throws IOException, InterruptedException {
        String fields =
                form.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&"));
        if (!getOnly && !form.isEmpty()) {
            HttpResponse<InputStream> answer =
                    http.send(
                            request(path, "")
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .POST(BodyPublishers.ofString(fields))
                                    .build(),
                            BodyHandlers.ofInputStream());
            if (answer.statusCode() != 405) return answer;
            answer.body().close();
            getOnly = true;
        }
        String query = fields.isEmpty() ? "" : "?" + fields;
        return http.send(request(path, query).GET().build(), BodyHandlers.ofInputStream());
    }

    private HttpRequest.Builder request(String path, String query) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path + query))
                        .timeout(timeout)
                        .header("Accept", "application/json");
        headers.forEach(request::header);
        return request;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8);
    }

    private static URI parse(String url) {
        String whole = url.contains("://") ? url : "http://" + url;
        try {
            URI uri = new URI(whole.replaceAll("/+$", ""));
            if (uri.getHost() == null) throw new URISyntaxException(whole, "has no host");
            return new URI(
                    uri.getScheme(), null, uri.getHost(), uri.getPort(), uri.getPath(), null, null);
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException(
                    "prometheus.url must be an address such as http://prometheus:9090", wrong);
        }
    }
}
