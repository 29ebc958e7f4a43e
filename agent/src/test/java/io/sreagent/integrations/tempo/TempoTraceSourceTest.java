package io.sreagent.integrations.tempo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Span;
import io.sreagent.contract.source.Answer;
import io.sreagent.integrations.wire.Patience;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a server that answers in the shapes of Tempo's API documentation. */
class TempoTraceSourceTest {
    private static final Instant FROM = Instant.ofEpochSecond(1_700_000_000);
    private static final Instant UNTIL = FROM.plusSeconds(600);
    private static final Resource CART = Resource.service("shop", "cart");

    private static final String TRACE =
            """
            {"batches": [
              {"resource": {"attributes": [
                  {"key": "service.name", "value": {"stringValue": "front"}},
                  {"key": "k8s.namespace.name", "value": {"stringValue": "shop"}}]},
               "scopeSpans": [{"scope": {}, "spans": [
                  {"traceId": "L9xA", "spanId": "AQ==", "name": "GET /", "kind": "SPAN_KIND_SERVER",
                   "startTimeUnixNano": "1700000000100000000", "endTimeUnixNano": "1700000000400000000"}]}]},
              {"resource": {"attributes": [
                  {"key": "service.name", "value": {"stringValue": "cart"}},
                  {"key": "k8s.namespace.name", "value": {"stringValue": "shop"}},
                  {"key": "k8s.deployment.name", "value": {"stringValue": "cart"}},
                  {"key": "k8s.pod.name", "value": {"stringValue": "cart-0"}}]},
               "scopeSpans": [{"spans": [
                  {"traceId": "L9xA", "spanId": "Ag==", "parentSpanId": "AQ==", "name": "GET /cart",
                   "startTimeUnixNano": "1700000000150000000", "endTimeUnixNano": "1700000000350000000",
                   "status": {"code": "STATUS_CODE_ERROR", "message": "timeout"}},
                  {"traceId": "L9xA", "name": "without an id"}]}]}]}
            """;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private String found = "{\"traces\": [{\"traceID\": \"2fdc40\"}, {\"traceID\": \"../admin\"}]}";
    private String trace = TRACE;
    private int status = 200;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String uri = URLDecoder.decode(exchange.getRequestURI().toString(), UTF_8);
        asked.add(uri);
        byte[] body = (uri.startsWith("/api/search") ? found : trace).getBytes(UTF_8);
        exchange.sendResponseHeaders(uri.startsWith("/api/search") ? 200 : status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void whole_traces_that_passed_through_a_service_are_read() {
        Answer<List<Span>> answer = source().spans(CART, FROM, UNTIL, 20);

        assertThat(asked)
                .containsExactly(
                        "/api/search?end=1700000600&limit=20&q={resource.service.name = \"cart\"}&start=1700000000",
                        "/api/traces/2fdc40");
        assertThat(answer.troubles()).isEmpty();
        assertThat(answer.value())
                .containsExactly(
                        new Span(
                                "L9xA",
                                "AQ==",
                                null,
                                Resource.service("shop", "front"),
                                "GET /",
                                FROM.plusMillis(100),
                                Duration.ofMillis(300),
                                false),
                        new Span(
                                "L9xA",
                                "Ag==",
                                "AQ==",
                                Resource.pod("shop", "cart", "cart-0"),
                                "GET /cart",
                                FROM.plusMillis(150),
                                Duration.ofMillis(200),
                                true));
    }

    @Test
    void the_second_version_of_the_answer_is_read_as_well() {
        trace = "{\"trace\": " + TRACE.replace("\"batches\"", "\"resourceSpans\"") + "}";

        assertThat(source().spans(CART, FROM, UNTIL, 20).value()).hasSize(2);
    }

    @Test
    void a_name_cannot_break_out_of_the_query() {
        source().spans(Resource.service("shop", "a\"} || {\"b"), FROM, UNTIL, 1);

        assertThat(asked.getFirst()).contains("q={resource.service.name = \"a\\\"} || {\\\"b\"}");
    }

    @Test
    void a_trace_that_cannot_be_read_is_a_trouble_and_the_others_are_told() {
        status = 404;

        Answer<List<Span>> answer = source().spans(CART, FROM, UNTIL, 20);

        assertThat(answer.value()).isEmpty();
        assertThat(answer.troubles()).hasSize(1).first().asString().contains("404", "trace 2fdc40");
    }

    @Test
    void nobody_at_the_other_end_is_a_trouble_that_names_the_setting() {
        Answer<List<Span>> answer =
                source(Optional.of("http://127.0.0.1:1")).spans(CART, FROM, UNTIL, 20);

        assertThat(answer.troubles().getFirst()).contains("tempo.url");
    }

    @Test
    void without_an_address_it_is_silent() {
        TempoTraceSource none = source(Optional.empty());

        assertThat(none.spans(CART, FROM, UNTIL, 20)).isEqualTo(Answer.complete(List.of()));
        assertThat(new TempoCheck(none, () -> UNTIL).check()).allMatch(finding -> finding.well());
        assertThat(new TempoCheck(source(), () -> UNTIL).check())
                .extracting(finding -> finding.detail())
                .containsExactly("answers");
    }

    private TempoTraceSource source() {
        return source(Optional.of("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private static TempoTraceSource source(Optional<String> url) {
        return new TempoTraceSource(
                new At(url), new Patience(0, Duration.ofMillis(1), Duration.ofSeconds(1)));
    }

    private record At(Optional<String> url) implements TempoSettings {
        @Override
        public int timeoutSeconds() {
            return 5;
        }

        @Override
        public int maxParallel() {
            return 2;
        }

        @Override
        public Optional<String> tenant() {
            return Optional.empty();
        }

        @Override
        public Optional<String> bearerToken() {
            return Optional.empty();
        }

        @Override
        public Optional<String> caFile() {
            return Optional.empty();
        }
    }
}
