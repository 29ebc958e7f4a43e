package io.sreagent.benchmarks.capacity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.analysis.capacity.Capacity;
import io.sreagent.analysis.capacity.CapacityModel;
import io.sreagent.analysis.capacity.Observation;
import io.sreagent.analysis.capacity.ReplicaFloor;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.cluster.Tree;
import io.sreagent.simulator.scenario.Indicator;
import io.sreagent.simulator.scenario.Scenario;
import io.sreagent.simulator.scenario.ScenarioParser;
import io.sreagent.simulator.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * {@link ReplicaTrial} in the simulated world: its load, its pods and its own
 * HorizontalPodAutoscaler, which the planned strategy keeps at a high target and tells its minimum
 * every minute. What one replica bears is learned from what was measured in the two weeks before.
 *
 * <p>A minute is lost when the 95th percentile is over {@value #OBJECTIVE_MS} ms or more than one
 * request in a hundred fails. About every second day the load rises by half within ten minutes,
 * which nobody announced.
 *
 * <pre>SimulatedReplicaTrial [SEEDS [FIRST-SEED]]</pre>
 */
public final class SimulatedReplicaTrial {

    private static final int HISTORY = 14 * 1440; // minutes
    private static final int TRIAL = 7 * 1440;
    private static final double OBJECTIVE_MS = 250;
    private static final double MOST_ERRORS = 0.01;
    private static final double[] REACTIVE = {0.7, 0.75, 0.8, 0.85};
    private static final double[] PLANNED = {0.75, 0.8, 0.85};
    private static final double BEHIND = 0.85; // target of the autoscaler behind the plan
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private final World world;
    private final double[] load = new double[HISTORY + TRIAL];
    private final List<Observation> seen = new ArrayList<>();

    private record Cost(int violations, double replicaHours) {}

    private SimulatedReplicaTrial(long seed, double target) {
        this.world = new World(scenario(seed, target), START);
    }

    public static void main(String[] args) {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 1;
        int first = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        System.out.printf(
                "%d weeks%n%-34s %12s %14s%n", seeds, "", "minutes lost", "replica-hours");
        for (double target : REACTIVE) {
            int lost = 0;
            double hours = 0;
            for (int seed = first; seed < first + seeds; seed++) {
                Cost cost = new SimulatedReplicaTrial(seed, target).run(Double.NaN);
                lost += cost.violations;
                hours += cost.replicaHours;
            }
            line("reactive, target %.2f", target, lost, hours);
        }
        for (double target : PLANNED) {
            int lost = 0;
            double hours = 0;
            for (int seed = first; seed < first + seeds; seed++) {
                Cost cost = new SimulatedReplicaTrial(seed, BEHIND).run(target);
                lost += cost.violations;
                hours += cost.replicaHours;
            }
            line("planned, CPU target %.2f", target, lost, hours);
        }
    }

    private static void line(String name, double target, int lost, double hours) {
        String text = String.format(Locale.ROOT, name, target);
        System.out.printf("%-34s %12d %14.0f%n", text, lost, hours);
    }

    /**
     * @param planTarget CPU target that capacity is learned for; NaN leaves it to the autoscaler
     */
    private Cost run(double planTarget) {
        for (int t = 0; t < HISTORY; t++) minute(t);
        int violations = 0;
        double minutes = 0;
        RollingForecast rolling = new RollingForecast(this::loadOfFive);
        Capacity capacity =
                Double.isNaN(planTarget)
                        ? null
                        : new CapacityModel(planTarget, OBJECTIVE_MS / 1000)
                                .learn(seen)
                                .orElseThrow();
        for (int t = HISTORY; t < HISTORY + TRIAL; t++) {
            if (minute(t)) violations++;
            if (capacity != null)
                atLeast(
                        ReplicaFloor.of(
                                rolling.at(t), lastMinutes(t), RollingForecast.time(t), capacity));
            minutes += world.truth().wantedReplicas("web");
        }
        return new Cost(violations, minutes / 60);
    }

    /** Lets one pass; returns whether the objective was missed in it. */
    private boolean minute(int t) {
        world.advanceTo(START.plus(Duration.ofMinutes(t + 1L)));
        load[t] = value(Indicator.REQUEST_RATE);
        double latency = value(Indicator.LATENCY_P95);
        int ready = world.truth().readyReplicas("web");
        if (t < HISTORY && t % RollingForecast.FIVE == 0)
            seen.add(
                    new Observation(
                            load[t], ready, value(Indicator.CPU_UTILISATION), latency / 1000));
        return latency > OBJECTIVE_MS || value(Indicator.ERROR_RATE) > MOST_ERRORS;
    }

    private double value(Indicator indicator) {
        return world.truth().value("web", indicator);
    }

    private double loadOfFive(int minute) {
        double sum = 0;
        int first = Math.max(0, minute - 4);
        for (int t = first; t <= minute; t++) sum += load[t];
        return sum / (minute - first + 1);
    }

    private double[] lastMinutes(int now) {
        double[] minutes = new double[ReplicaFloor.MINUTES];
        for (int i = 0; i < minutes.length; i++) minutes[i] = load[now - (minutes.length - 1 - i)];
        return minutes;
    }

    private void atLeast(int replicas) {
        world.lock().writeLock().lock();
        try {
            var objects = world.cluster().objects();
            ObjectNode hpa = objects.get(ResourceType.AUTOSCALER, "shop", "web").orElseThrow();
            objects.edit(
                    ResourceType.AUTOSCALER,
                    hpa,
                    found ->
                            Tree.make(found, "spec")
                                    .put("minReplicas", Math.clamp(replicas, 2, 60)));
        } finally {
            world.lock().writeLock().unlock();
        }
    }

    /**
     * @param target share of a pod's CPU limit, of which it requests one half
     */
    private static Scenario scenario(long seed, double target) {
        StringBuilder surges = new StringBuilder();
        Random random = new Random(seed);
        for (int hour = 3; hour < 21 * 24 - 3; hour += 24 + random.nextInt(48))
            surges.append("  - {at: ")
                    .append(hour)
                    .append("h, kind: traffic_surge, target: web, with: {factor: 1.5, ramp: 10m},")
                    .append(" duration: 70m}\n");
        return ScenarioParser.parse(
                "trial",
                """
                id: "trial"
                seed: %d
                history_days: 1
                duration: 22d
                topology:
                  namespace: shop
                  services:
                    - {name: web, replicas: 10, cpu: 1, memory: 512, base_ms: 20, hpa: {min: 2, max: 60, target: %d}}
                load: {base_rps: 400, daily: 0.5, weekly: 0.2, noise: 0.05}
                faults:
                %struth:
                  root_causes: []
                """
                        .formatted(seed, Math.round(200 * target), surges));
    }
}
