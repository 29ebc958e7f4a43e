package io.sreagent.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.Tracer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class TelemetryTest {
    @Test
    void a_span_reaches_the_collector_under_the_programs_name() throws Exception {
        Map<String, String> received = new ConcurrentHashMap<>();
        HttpServer collector =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext(
                "/",
                exchange -> {
                    byte[] body = exchange.getRequestBody().readAllBytes();
                    received.put(
                            exchange.getRequestURI().getPath(),
                            new String(body, StandardCharsets.ISO_8859_1));
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        collector.start();
        try {
            URI at = URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/");
            Telemetry telemetry = new Telemetry(Optional.of(at));

            telemetry.tracer().spanBuilder("monitor.tick").startSpan().end();
            telemetry.close();

            assertThat(received.get("/v1/traces")).contains("monitor.tick", "sre-agent");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void without_a_collector_nothing_is_kept() {
        Tracer tracer = new Telemetry(Optional.empty()).tracer();

        assertThat(tracer.spanBuilder("monitor.tick").startSpan().isRecording()).isFalse();
    }
}
