package io.sreagent.app;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Sends spans of the program's own work to the OTLP collector that {@code telemetry.otlp_endpoint}
 * names (over HTTP, to {@code /v1/traces} below it); nowhere while it names none. A collector that
 * does not answer costs spans and nothing else.
 */
@Singleton
final class Telemetry {
    private static final String NAME = "sre-agent";

    private final Optional<SdkTracerProvider> provider;

    Telemetry(@ConfigProperty(name = "telemetry.otlp_endpoint") Optional<URI> endpoint) {
        provider = endpoint.map(Telemetry::to);
    }

    private static SdkTracerProvider to(URI endpoint) {
        String traces = endpoint.toString().replaceFirst("/+$", "") + "/v1/traces";
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder().setEndpoint(traces).build();
        Attributes self = Attributes.of(AttributeKey.stringKey("service.name"), NAME);
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(self)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
    }

    @Produces
    @Singleton
    Tracer tracer() {
        return provider.map(known -> known.get(NAME))
                .orElseGet(() -> OpenTelemetry.noop().getTracer(NAME));
    }

    /** What is on its way gets a moment to arrive. */
    @PreDestroy
    void close() {
        provider.ifPresent(known -> known.shutdown().join(3, TimeUnit.SECONDS));
    }
}
