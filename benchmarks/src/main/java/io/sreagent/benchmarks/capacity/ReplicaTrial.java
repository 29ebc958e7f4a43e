package io.sreagent.benchmarks.capacity;

import io.sreagent.analysis.capacity.Capacity;
import io.sreagent.analysis.capacity.CapacityModel;
import io.sreagent.analysis.capacity.Observation;
import io.sreagent.analysis.capacity.ReplicaLimits;
import io.sreagent.analysis.capacity.ReplicaPlan;
import io.sreagent.analysis.finding.Forecast;
import io.sreagent.analysis.forecast.Combination;
import io.sreagent.analysis.forecast.Forecaster;
import io.sreagent.analysis.forecast.Seasons;
import io.sreagent.analysis.forecast.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replicas planned for the next three hours beside a reactive autoscaler on the same load: minutes
 * in which the objective was missed, and replica-hours, in a week after three of history.
 *
 * <p>The reactive one follows Kubernetes' HorizontalPodAutoscaler: {@code ⌈replicas · CPU /
 * target⌉} every minute, a tolerance of a tenth, reductions only to the highest wish of the last
 * five minutes. The planned one is that autoscaler with {@code minReplicas} set every ten minutes
 * to the plan, so that what no forecast knows is still answered.
 *
 * <pre>ReplicaTrial [SEEDS]</pre>
 */
public final class ReplicaTrial {

    private static final int HISTORY_DAYS = 21;
    private static final int DAYS = 7;
    private static final int PLAN_EVERY = 10; // minutes
    private static final int FIVE = 5;
    private static final int STEPS = 36; // three hours of five minutes
    private static final double[] REACTIVE = {0.5, 0.6, 0.7, 0.8};
    private static final double[] PLANNED = {0.7, 0.75, 0.8, 0.85};

    /** What a strategy cost. */
    private record Cost(int violations, double replicaHours) {
        Cost plus(Cost other) {
            return new Cost(violations + other.violations, replicaHours + other.replicaHours);
        }
    }

    private ReplicaTrial() {}

    public static void main(String[] args) {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 3;
        Cost[] reactive = new Cost[REACTIVE.length];
        Cost[] planned = new Cost[PLANNED.length];
        for (int seed = 1; seed <= seeds; seed++) {
            List<Forecast> forecasts = forecasts(new Shop(HISTORY_DAYS + DAYS, seed));
            for (int i = 0; i < REACTIVE.length; i++)
                reactive[i] = sum(reactive[i], run(seed, REACTIVE[i], REACTIVE[i], List.of()));
            for (int i = 0; i < PLANNED.length; i++)
                planned[i] = sum(planned[i], run(seed, PLANNED[i], 0.85, forecasts));
        }
        System.out.printf(
                "%d weeks%n%-34s %12s %14s%n", seeds, "", "minutes lost", "replica-hours");
        for (int i = 0; i < REACTIVE.length; i++)
            line("reactive, target %.2f".formatted(REACTIVE[i]), reactive[i]);
        for (int i = 0; i < PLANNED.length; i++)
            line("planned, CPU target %.2f".formatted(PLANNED[i]), planned[i]);
    }

    private static Cost sum(@Nullable Cost so, Cost more) {
        return so == null ? more : so.plus(more);
    }

    private static void line(String name, Cost cost) {
        System.out.printf("%-34s %12d %14.0f%n", name, cost.violations, cost.replicaHours);
    }

    /** One every ten minutes, each from what was known then. */
    private static List<Forecast> forecasts(Shop shop) {
        Forecaster forecaster = Combination.quick();
        List<Forecast> forecasts = new ArrayList<>();
        for (int now = HISTORY_DAYS * Shop.DAY;
                now < (HISTORY_DAYS + DAYS) * Shop.DAY;
                now += PLAN_EVERY) {
            double[] past = new double[14 * Shop.DAY / FIVE];
            for (int i = 0; i < past.length; i++)
                past[i] = shop.loadOfFive(now - (past.length - 1 - i) * FIVE);
            Duration step = Duration.ofMinutes(FIVE);
            Instant start = at(now).minus(step.multipliedBy(past.length - 1));
            forecasts.add(
                    forecaster.forecast(
                            new Task(past, start, step, Seasons.of(step), STEPS, 0.8, true)));
        }
        return forecasts;
    }

    /**
     * @param planTarget CPU target that capacity is learned for
     * @param reactiveTarget of the autoscaler
     * @param forecasts empty for the autoscaler alone
     */
    private static Cost run(
            long seed, double planTarget, double reactiveTarget, List<Forecast> forecasts) {
        Shop shop = new Shop(HISTORY_DAYS + DAYS, seed);
        int begin = HISTORY_DAYS * Shop.DAY;
        Autoscaler scaler = new Autoscaler(reactiveTarget, (int) Math.ceil(shop.load(begin) / 60));
        List<Observation> seen = new ArrayList<>();
        for (int t = begin - 2 * Shop.DAY; t < begin; t += FIVE)
            seen.add(shop.observation(t, (int) Math.ceil(shop.loadOfFive(t) / 60)));
        Capacity capacity = new CapacityModel(planTarget, 0.5).learn(seen).orElseThrow();
        ReplicaPlan plan = new ReplicaPlan(new ReplicaLimits(2, 100, Duration.ofMinutes(10), 0.5));
        Instant reduced = Instant.MIN;
        int violations = 0;
        double minutes = 0;
        for (int t = begin; t < begin + DAYS * Shop.DAY; t++) {
            if (!forecasts.isEmpty() && (t - begin) % PLAN_EVERY == 0) {
                Forecast forecast = forecasts.get((t - begin) / PLAN_EVERY);
                int before = scaler.least();
                int wish = plan.of(forecast, capacity, before, reduced).getFirst().instances();
                if (wish < before) reduced = at(t);
                scaler.atLeast(wish);
            }
            scaler.minute(t, shop.cpu(t, scaler.ready()));
            if (shop.violates(t, scaler.ready())) violations++;
            minutes += scaler.running();
        }
        return new Cost(violations, minutes / 60);
    }

    private static Instant at(int minute) {
        return Instant.EPOCH.plus(Duration.ofMinutes(minute));
    }
}
