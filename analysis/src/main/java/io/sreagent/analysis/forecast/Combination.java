package io.sreagent.analysis.forecast;

import io.sreagent.analysis.finding.Forecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The weighted mean of several forecasters, weights from their errors at rolling origins on this
 * very series: {@code w ∝ 1/MAE²}, those with more than twice the least error left out. Combining
 * beats choosing because the choice itself is uncertain (Bates and Granger 1969; M4 results, 2020).
 *
 * <p>Members that need more values than there are take no part; with too few for any of them the
 * answer is the last value, and says so. Gaps are bridged first. Cost: members × (one fit + one
 * continuation at each of up to 10 origins).
 */
public final class Combination implements Forecaster {

    private static final double WORST_TAKEN = 2;
    private static final double POWER = 2;

    private final List<FittedForecaster> members;

    public Combination(List<FittedForecaster> members) {
        if (members.isEmpty()) throw new IllegalArgumentException("a combination of nothing");
        this.members = List.copyOf(members);
    }

    /** What the product uses when nothing else is asked for. */
    public static Combination standard() {
        return new Combination(
                List.of(
                        SeasonalNaive.ofLongest(),
                        SeasonalNaive.ofShortest(),
                        Theta.optimised(),
                        new DampedEts(),
                        new SeasonalTrend()));
    }

    /** Those it weighs, in no order of merit. */
    public List<Forecaster> members() {
        return List.copyOf(members);
    }

    @Override
    public String name() {
        return "combination";
    }

    @Override
    public int needs(int[] periods) {
        return 2;
    }

    @Override
    public Forecast forecast(Task task) {
        Prepared prepared = Prepared.of(task, name(), needs(task.periods()));
        int length = prepared.past().length();
        List<FittedForecaster> able =
                members.stream()
                        .filter(member -> 2 * member.needs(task.periods()) <= length)
                        .toList();
        if (able.isEmpty()) return lastValue(prepared);
        int needs = able.stream().mapToInt(member -> member.needs(task.periods())).max().orElse(1);
        Origins origins = prepared.origins(needs);
        double[][][] errors = errors(able, origins); // [member][origin][step]
        double[] weights = weights(errors, -1);
        double[] mean = new double[prepared.horizon()];
        for (int member = 0; member < able.size(); member++) {
            if (weights[member] == 0) continue;
            double[] ahead =
                    able.get(member).fit(prepared.past()).ahead(prepared.past(), mean.length);
            for (int step = 0; step < mean.length; step++)
                mean[step] += weights[member] * ahead[step];
        }
        return prepared.answer(describe(able, weights), mean, new Conformal(combined(errors)));
    }

    private Forecast lastValue(Prepared prepared) {
        FittedForecaster last = SeasonalNaive.ofShortest();
        Origins origins = prepared.origins(1);
        Fit fit = last.fit(prepared.past());
        double[][] errors = {origins.errors(0, fit)};
        double[] mean = fit.ahead(prepared.past(), prepared.horizon());
        String model = name() + "(last value, too few values for more)";
        return prepared.answer(model, mean, new Conformal(errors));
    }

    private static double[][][] errors(List<FittedForecaster> members, Origins origins) {
        double[][][] errors = new double[members.size()][origins.pasts().size()][];
        for (int member = 0; member < members.size(); member++) {
            Fit fit = members.get(member).fit(origins.pasts().getFirst());
            for (int origin = 0; origin < origins.pasts().size(); origin++)
                errors[member][origin] = origins.errors(origin, fit);
        }
        return errors;
    }

    /**
     * @param without an origin that must not count; −1 for none
     */
    private static double[] weights(double[][][] errors, int without) {
        double[] mae = new double[errors.length];
        for (int member = 0; member < mae.length; member++) {
            for (int origin = 0; origin < errors[member].length; origin++) {
                if (origin == without) continue;
                for (double error : errors[member][origin]) mae[member] += Math.abs(error);
            }
        }
        double least = Arrays.stream(mae).filter(Double::isFinite).min().orElse(Double.NaN);
        double[] weights = new double[mae.length];
        double sum = 0;
        for (int member = 0; member < mae.length; member++) {
            if (!(mae[member] <= WORST_TAKEN * least)) continue;
            // A floor keeps a perfect past (a constant series) from dividing by zero.
            weights[member] =
                    Math.pow(Math.max(mae[member], 1e-12) / Math.max(least, 1e-12), -POWER);
            sum += weights[member];
        }
        for (int member = 0; member < weights.length; member++) weights[member] /= sum;
        return weights;
    }

    /** Errors the combination would have made, each with weights that did not know them. */
    private static double[][] combined(double[][][] errors) {
        int origins = errors[0].length;
        double[][] combined = new double[origins][];
        for (int origin = 0; origin < origins; origin++) {
            double[] weights = weights(errors, origins > 1 ? origin : -1);
            combined[origin] = new double[errors[0][origin].length];
            for (int member = 0; member < errors.length; member++) {
                if (weights[member] == 0) continue;
                for (int step = 0; step < combined[origin].length; step++)
                    combined[origin][step] += weights[member] * errors[member][origin][step];
            }
        }
        return combined;
    }

    private String describe(List<FittedForecaster> able, double[] weights) {
        List<String> parts = new ArrayList<>();
        IntStream.range(0, weights.length)
                .boxed()
                .filter(member -> weights[member] >= 0.05)
                .sorted(Comparator.comparingDouble(member -> -weights[member]))
                .forEach(
                        member ->
                                parts.add(
                                        String.format(
                                                Locale.ROOT,
                                                "%s %.2f",
                                                able.get(member).name(),
                                                weights[member])));
        return name() + "(" + String.join(", ", parts) + ")";
    }
}
