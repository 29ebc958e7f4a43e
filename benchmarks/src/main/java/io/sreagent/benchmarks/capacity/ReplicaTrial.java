package io.sreagent.benchmarks.capacity;

import io.sreagent.analysis.capacity.Capacity;
import io.sreagent.analysis.capacity.CapacityModel;
import io.sreagent.analysis.capacity.Observation;
import io.sreagent.analysis.capacity.ReplicaFloor;
import io.sreagent.analysis.finding.Forecast;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replicas planned ahead beside a reactive autoscaler on the same load: minutes in which the
 * objective was missed, and replica-hours, in a week after three of history.
 *
 * <p>The reactive one follows Kubernetes' HorizontalPodAutoscaler: {@code ⌈replicas · CPU /
 * target⌉} every minute, a tolerance of a tenth, reductions only to the highest wish of the last
 * five minutes. The planned one is that autoscaler at a high target with {@link ReplicaFloor} as
 * its least number every minute, forecasts three hours ahead anew every five minutes, so that what
 * no forecast knows is still answered.
 *
 * <pre>ReplicaTrial [SEEDS [FIRST-SEED]]</pre>
 */
public final class ReplicaTrial {

    private static final int HISTORY_DAYS = 21;
    private static final int DAYS = 7;
    private static final double[] REACTIVE = {0.6, 0.7, 0.75, 0.8, 0.85};
    private static final double[] PLANNED = {0.8, 0.825, 0.85, 0.875};
    private static final double BEHIND = 0.85; // target of the autoscaler behind the plan

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
        int first = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        for (int seed = first; seed < first + seeds; seed++) {
            List<Forecast> forecasts = forecasts(new Shop(HISTORY_DAYS + DAYS, seed));
            for (int i = 0; i < REACTIVE.length; i++)
                reactive[i] = sum(reactive[i], run(seed, REACTIVE[i], REACTIVE[i], List.of()));
            for (int i = 0; i < PLANNED.length; i++)
                planned[i] = sum(planned[i], run(seed, PLANNED[i], BEHIND, forecasts));
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

    /** One a minute, each from what was known then. */
    private static List<Forecast> forecasts(Shop shop) {
        RollingForecast rolling = new RollingForecast(shop::loadOfFive);
        List<Forecast> forecasts = new ArrayList<>();
        int begin = HISTORY_DAYS * Shop.DAY;
        for (int now = begin; now < begin + DAYS * Shop.DAY; now++) forecasts.add(rolling.at(now));
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
        for (int t = begin - 2 * Shop.DAY; t < begin; t += RollingForecast.FIVE)
            seen.add(shop.observation(t, (int) Math.ceil(shop.loadOfFive(t) / 60)));
        Capacity capacity = new CapacityModel(planTarget, 0.5).learn(seen).orElseThrow();
        int violations = 0;
        double minutes = 0;
        for (int t = begin; t < begin + DAYS * Shop.DAY; t++) {
            if (!forecasts.isEmpty()) {
                Forecast forecast = forecasts.get(t - begin);
                scaler.atLeast(
                        ReplicaFloor.of(
                                forecast, lastMinutes(shop, t), RollingForecast.time(t), capacity));
            }
            scaler.minute(t, shop.cpu(t, scaler.ready()));
            if (shop.violates(t, scaler.ready())) violations++;
            minutes += scaler.running();
        }
        return new Cost(violations, minutes / 60);
    }

    private static double[] lastMinutes(Shop shop, int now) {
        double[] minutes = new double[ReplicaFloor.MINUTES];
        for (int i = 0; i < minutes.length; i++)
            minutes[i] = shop.load(now - (minutes.length - 1 - i));
        return minutes;
    }
}
