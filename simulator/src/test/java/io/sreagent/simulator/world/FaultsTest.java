package io.sreagent.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.simulator.SimulatorOptions;
import io.sreagent.simulator.SmallShop;
import io.sreagent.simulator.scenario.FaultKind;
import io.sreagent.simulator.scenario.Indicator;
import io.sreagent.simulator.scenario.Scenario;
import io.sreagent.simulator.scenario.ScenarioException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Any fault may be aimed at anything, with any cause: the world goes on, and its numbers stay
 * numbers.
 */
class FaultsTest {
    private static final List<String> AIMS =
            List.of(
                    "target: web",
                    "target: api, cause: {kind: deploy, version: v7.7.7}",
                    "target: runner, cause: {kind: config}",
                    "target: db, cause: {kind: deploy, target: api}",
                    "target: jobs, duration: 10m",
                    "target: store",
                    "target: bank",
                    "target: node-1",
                    "target: '*', duration: 10m");

    @ParameterizedTest
    @EnumSource(FaultKind.class)
    void the_world_survives_every_fault_on_every_target(FaultKind kind) {
        for (String aim : AIMS) {
            String fault =
                    "faults:\n  - {at: 5m, kind: %s, %s}\n"
                            .formatted(kind.name().toLowerCase(Locale.ROOT), aim);
            Scenario scenario;
            try {
                scenario = SmallShop.with(fault);
            } catch (ScenarioException e) {
                continue; // refused with its line; ScenarioParserTest reads the messages
            }
            var world = new World(scenario, SimulatorOptions.TUESDAY_NOON);
            world.advanceTo(SimulatorOptions.TUESDAY_NOON.plus(Duration.ofMinutes(30)));

            assertThat(world.samples().lastSlot()).as(fault).isEqualTo(30);
            scenario.topology().services().forEach(s -> check(world, s.name(), fault));
        }
    }

    private static void check(World world, String service, String fault) {
        for (Indicator indicator : Indicator.values()) {
            assertThat(world.truth().value(service, indicator))
                    .as("%s%s %s", fault, service, indicator)
                    .isFinite()
                    .isNotNegative();
        }
        assertThat(world.truth().value(service, Indicator.ERROR_RATE)).isLessThanOrEqualTo(1);
    }
}
