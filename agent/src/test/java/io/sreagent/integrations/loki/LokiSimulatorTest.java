package io.sreagent.integrations.loki;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.LogSource;
import io.sreagent.contract.source.LogSourceContract;
import io.sreagent.simulator.Simulator;
import io.sreagent.simulator.SimulatorOptions;
import io.sreagent.simulator.scenario.ShippedScenarios;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract of log sources against the simulated world's Loki. */
class LokiSimulatorTest extends LogSourceContract {
    private static Simulator world;

    @BeforeAll
    static void start() {
        world =
                Simulator.start(
                        ShippedScenarios.all().getFirst(),
                        SimulatorOptions.lockstep().skipping(Duration.ofMinutes(30)));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Override
    protected LogSource source() {
        return new LokiLogSource(TestSettings.at(world.lokiUrl()), world.clock());
    }

    @Override
    protected LogSource dead() {
        return new LokiLogSource(
                TestSettings.at("http://127.0.0.1:9"), InstantSource.system(), TestSettings.HASTY);
    }

    @Override
    protected Resource resource() {
        return Resource.service("shop", "checkout");
    }

    @Override
    protected Instant from() {
        return until().minus(Duration.ofMinutes(10));
    }

    @Override
    protected Instant until() {
        return world.clock().instant();
    }

    @Test
    void a_line_knows_its_pod_and_level() {
        LogLine line = source().lines(resource(), from(), until(), 1).value().getFirst();

        assertThat(line.resource().namespace()).isEqualTo("shop");
        assertThat(line.resource().service()).isEqualTo("checkout");
        assertThat(line.resource().pod()).startsWith("checkout-");
        assertThat(line.severity()).isEqualTo(LogLine.Severity.INFO);
    }

    @Test
    void labels_of_this_server_are_found_and_used_in_queries() {
        assertThat(source().labelNames())
                .containsEntry("service", "service_name")
                .containsEntry("pod", "pod");
        List<LogLine> gets =
                source().query("{service_name=\"checkout\"} |= \"GET\"", from(), until(), 50)
                        .value();
        assertThat(gets).isNotEmpty().allMatch(line -> line.message().contains("GET"));
    }
}
