package io.sreagent.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.sreagent.simulator.scenario.FixAction;
import io.sreagent.simulator.scenario.Scenario;
import io.sreagent.simulator.scenario.ShippedScenarios;
import io.sreagent.simulator.scenario.Truth.AcceptableFix;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every shipped scenario keeps what its truth says: the symptom comes, stays, and goes when the
 * first acceptable fix is applied.
 */
class ShippedScenariosTest {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(170);

    static Stream<String> broken() {
        return ShippedScenarios.all().stream()
                .filter(s -> !s.faults().isEmpty())
                .map(Scenario::name);
    }

    private static Simulator simulator(Scenario scenario) {
        return Simulator.start(scenario.withHistoryDays(0), SimulatorOptions.lockstep());
    }

    private static boolean symptomWithin(Simulator simulator, Duration wait) {
        for (long minute = 0;
                minute < wait.toMinutes() && simulator.truth().symptomAt().isEmpty();
                minute++) {
            simulator.advance(Duration.ofMinutes(1));
        }
        return simulator.truth().symptomAt().isPresent();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void the_symptom_comes_after_the_fault_and_the_first_acceptable_fix_ends_it(String name) {
        Scenario scenario = ShippedScenarios.load(name).orElseThrow();
        List<AcceptableFix> fixes =
                scenario.truth().acceptableFixes().stream()
                        .filter(f -> f.action() != FixAction.HUMAN && !f.relief())
                        .limit(1)
                        .toList();
        for (AcceptableFix fix : fixes) {
            try (Simulator simulator = simulator(scenario);
                    KubernetesClient client = KubernetesWireTest.client(simulator)) {
                Map<String, Map<String, String>> configs = new HashMap<>();
                scenario.topology()
                        .services()
                        .forEach(s -> configs.put(s.name(), simulator.truth().config(s.name())));
                simulator.advance(scenario.firstFault().minusMinutes(1));
                assertThat(simulator.truth().health())
                        .as("healthy before the fault")
                        .doesNotContainValue(false);
                assertThat(symptomWithin(simulator, LONGEST_WAIT))
                        .as("symptom of " + name + ", worst " + simulator.truth().worst())
                        .isTrue();
                simulator.advance(Duration.ofMinutes(5));
                assertThat(simulator.truth().symptomOver()).as("symptom goes by itself").isFalse();

                new Remedies(client, configs).apply(fix);
                simulator.advance(Duration.ofMinutes(25));

                assertThat(simulator.truth().symptomOver()).as(name + " after " + fix).isTrue();
            }
        }
        if (fixes.isEmpty()) {
            try (Simulator simulator = simulator(scenario)) {
                assertThat(symptomWithin(simulator, scenario.firstFault().plus(LONGEST_WAIT)))
                        .as("symptom of " + name + ", worst " + simulator.truth().worst())
                        .isTrue();
            }
        }
    }
}
