package io.sreagent.integrations.loki;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * How requests reach Loki: address, tenant, credentials, trust. Redirects are not followed, since
 * they would carry the token along.
 */
final class LokiConnection {
    private final URI base;
    private final HttpClient http;
    private final Duration timeout;
    private final Map<String, String> headers = new TreeMap<>();

    LokiConnection(LokiSettings settings, String url) {
        base = parse(url);
        timeout = Duration.ofSeconds(settings.timeoutSeconds());
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(Duration.ofSeconds(Math.min(5, timeout.toSeconds())));
        settings.caFile().ifPresent(file -> builder.sslContext(trusting(Path.of(file))));
        http = builder.build();
        settings.tenant().ifPresent(tenant -> headers.put("X-Scope-OrgID", tenant));
        settings.bearerToken().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    }

    /** The address; nothing secret is in it. */
    String shownUrl() {
        return base.toString();
    }

    HttpResponse<InputStream> get(String path, Map<String, String> parameters)
            throws IOException, InterruptedException {
        String query =
                parameters.entrySet().stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                        .collect(Collectors.joining("&", parameters.isEmpty() ? "" : "?", ""));
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path + query))
                        .timeout(timeout)
                        .header("Accept", "application/json");
        headers.forEach(request::header);
        return http.send(request.GET().build(), BodyHandlers.ofInputStream());
    }

    private static URI parse(String url) {
        String whole = (url.contains("://") ? url : "http://" + url).replaceAll("/+$", "");
        URI uri = URI.create(whole);
        if (uri.getHost() == null || uri.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "loki.url must be an address such as http://loki:3100, without a password");
        }
        return uri;
    }

    private static SSLContext trusting(Path file) {
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int count = 0;
            for (Certificate authority :
                    CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                trusted.setCertificateEntry("authority-" + count++, authority);
            }
            if (count == 0) throw new IOException("there is no certificate in it");
            TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalArgumentException(
                    "loki.ca_file " + file + ": " + unreadable.getMessage(), unreadable);
        }
    }
}
