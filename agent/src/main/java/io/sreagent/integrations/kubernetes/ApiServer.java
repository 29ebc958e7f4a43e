package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Single requests to the API server with nothing done behind one's back: no repetition, no reading
 * before writing, objects as the server wrote them. Reads in bulk go through {@link ClusterView}.
 */
final class ApiServer {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final String FIELD_MANAGER = "sre-agent";

    private final KubernetesConnection connection;

    ApiServer(KubernetesConnection connection) {
        this.connection = connection;
    }

    /** An answer, whatever its status; the body of an error is Kubernetes' {@code Status}. */
    record Reply(int status, JsonNode body, String retryAfter) {
        boolean isOk() {
            return status >= 200 && status < 300;
        }

        boolean isAbsent() {
            return status == 404;
        }

        /** What the server says about an error. */
        String words() {
            String message = body.path("message").asText("");
            return "the API server answered " + status + (message.isEmpty() ? "" : ": " + message);
        }

        long retrySeconds() {
            try {
                return Math.clamp(Long.parseLong(retryAfter), 1, 60);
            } catch (NumberFormatException notANumber) {
                return 5;
            }
        }
    }

    Reply get(String path) throws ClusterTrouble {
        return send("GET", path, request -> request);
    }

    /** Names and times of objects without what is in them. */
    Reply getMetadata(String path) throws ClusterTrouble {
        return send(
                "GET",
                path,
                request ->
                        request.header(
                                "Accept",
                                "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1"));
    }

    /** Applies all operations or, when one does not hold, none. */
    Reply patch(String path, JsonNode operations, boolean dryRun) throws ClusterTrouble {
        String query = "?fieldManager=" + FIELD_MANAGER + (dryRun ? "&dryRun=All" : "");
        return send(
                "PATCH",
                path + query,
                request ->
                        request.method(
                                "PATCH", "application/json-patch+json", operations.toString()));
    }

    Reply post(String path, JsonNode body, boolean dryRun) throws ClusterTrouble {
        return send(
                "POST",
                path + (dryRun ? "?dryRun=All" : ""),
                request -> request.method("POST", "application/json", body.toString()));
    }

    private Reply send(String verb, String path, UnaryOperator<HttpRequest.Builder> with)
            throws ClusterTrouble {
        KubernetesClient client = connection.client();
        String base = client.getMasterUrl().toString().replaceAll("/+$", "");
        String asked = verb + " " + base + path;
        var http = client.getHttpClient();
        HttpRequest request = with.apply(http.newHttpRequestBuilder().uri(base + path)).build();
        try {
            HttpResponse<String> answer =
                    http.sendAsync(request, String.class)
                            .get(connection.settings().timeoutSeconds() + 1L, TimeUnit.SECONDS);
            return new Reply(
                    answer.code(), parsed(answer.body()), first(answer.header("Retry-After")));
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new ClusterTrouble(
                    asked
                            + " failed: "
                            + said(cause)
                            + ". Is the API server up, and k8s.url or k8s.config_path right?",
                    neverSent(cause),
                    cause);
        } catch (TimeoutException late) {
            throw new ClusterTrouble(
                    asked
                            + " was not answered within "
                            + connection.settings().timeoutSeconds()
                            + " s (k8s.timeout_seconds)",
                    false,
                    late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ClusterTrouble(asked + " was interrupted", false, stopped);
        }
    }

    private static JsonNode parsed(@Nullable String body) {
        if (body == null || body.isEmpty()) return MissingNode.getInstance();
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return JSON.createObjectNode()
                    .put("message", body.substring(0, Math.min(200, body.length())));
        }
    }

    private static String first(@Nullable String header) {
        return header == null ? "" : header;
    }

    /** Only a connection that was never made is sure not to have carried the request. */
    private static boolean neverSent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return true;
            }
        }
        return false;
    }

    private static String said(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
