package io.sreagent.simulator;

import io.sreagent.simulator.scenario.Scenario;
import io.sreagent.simulator.scenario.ScenarioParser;
import java.time.Duration;

/**
 * A shop of five services without history, quick to build: web -> api -> (store, db), api -> jobs
 * <- runner.
 */
public final class SmallShop {
    static final String TOPOLOGY =
            """
            topology:
              services:
                - {name: web, replicas: 3, cpu: 1, memory: 512, calls: [{to: api, share: 1}]}
                - {name: api, replicas: 4, cpu: 1, memory: 512, calls: [{to: store, share: 1}, {to: db, share: 0.5}, {to: jobs, share: 0.2}, {to: bank, share: 0.1}]}
                - {name: store, kind: cache, replicas: 1, cpu: 1, memory: 1024}
                - {name: db, kind: database, replicas: 1, cpu: 2, memory: 2048}
                - {name: jobs, kind: queue, replicas: 1, cpu: 1, memory: 512}
                - {name: runner, kind: worker, replicas: 2, cpu: 1, memory: 512, calls: [{to: jobs, share: 1}]}
                - {name: bank, kind: external}
            """;

    private SmallShop() {}

    /**
     * The shop with faults, events and truth as given in YAML; seed 5, one hour, load 100 rps
     * without a daily swing.
     */
    public static Scenario with(String more) {
        return parse("history_days: 0", more);
    }

    public static Scenario parse(String history, String more) {
        return ScenarioParser.parse(
                "small.yaml",
                "id: \"900\"\nseed: 5\nduration: 6h\n"
                        + history
                        + "\nload: {base_rps: 100, daily: 0.1, weekly: 0, noise: 0.03}\n"
                        + TOPOLOGY
                        + more);
    }

    public static Simulator start(String more) {
        Simulator simulator = Simulator.start(with(more), SimulatorOptions.lockstep());
        simulator.advance(Duration.ofMinutes(10));
        return simulator;
    }
}
