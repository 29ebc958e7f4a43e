package io.sreagent.analysis.forecast;

import io.sreagent.analysis.finding.Forecast;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The weighted mean of several forecasters, {@link Weights} coming from their errors at rolling
 * origins on this very series. Combining beats choosing because the choice itself is uncertain
 * (Bates and Granger 1969; results of M4, Makridakis et al. 2020).
 *
 * <p>Its forecasters come in two ranks. Those of the second are asked only when fewer than three of
 * the first can work: with little history, simple ones are the honest ones, and with much of it
 * they cost time and help little. With too few values for any, the answer is the last value, and
 * says so.
 *
 * <p>Gaps are bridged first. Cost: members × (two fits + one continuation at each of up to 16
 * origins).
 */
public final class Combination implements Forecaster {

    private static final int ENOUGH = 3;

    private final String name;
    private final List<FittedForecaster> first;
    private final List<FittedForecaster> second;

    private Combination(String name, List<FittedForecaster> first, List<FittedForecaster> second) {
        this.name = name;
        this.first = List.copyOf(first);
        this.second = List.copyOf(second);
    }

    /** The most accurate one, for indicators that matter: tens of milliseconds. */
    public static Combination standard() {
        return new Combination(
                "combination",
                List.of(
                        LagRegression.ofAll(),
                        LagRegression.ofRecent(),
                        new LogScale(LagRegression.ofAll()),
                        new LogScale(LagRegression.ofRecent()),
                        Arima.automatic(),
                        LogScale.whereItCan(new SmoothedSeasons())),
                List.of(
                        SeasonalNaive.ofLongest(),
                        SeasonalNaive.ofShortest(),
                        Theta.optimised(),
                        new DampedEts(),
                        new SeasonalTrend()));
    }

    /** Cheap enough for thousands of series at every tick: a few milliseconds. */
    public static Combination quick() {
        return new Combination(
                "quick-combination",
                List.of(
                        LagRegression.quick(),
                        new LogScale(LagRegression.quick()),
                        SeasonalNaive.ofLongest()),
                List.of(SeasonalNaive.ofShortest(), new DampedEts(), new SmoothedSeasons()));
    }

    /** Those it may ask, first rank first. */
    public List<Forecaster> members() {
        return Stream.concat(first.stream(), second.stream()).map(Forecaster.class::cast).toList();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int needs(int[] periods) {
        return 2;
    }

    @Override
    public Forecast forecast(Task task) {
        return learn(task).forecast(task);
    }

    /**
     * Learns once what forecasts of this and the coming steps need; see {@link
     * StandingCombination}. Nearly all of the cost of a forecast is here.
     */
    public StandingCombination learn(Task task) {
        Prepared prepared = Prepared.of(task, name(), needs(task.periods()));
        List<FittedForecaster> able = able(prepared);
        if (able.isEmpty()) return lastValue(task, prepared);
        int needs = able.stream().mapToInt(member -> member.needs(task.periods())).max().orElse(1);
        Origins origins = prepared.origins(needs);
        double[][][] errors = errors(able, origins); // [member][origin][step]
        double[] weights = new Weights(errors).find(-1);
        List<StandingCombination.Part> parts = new ArrayList<>();
        for (int member = 0; member < able.size(); member++) {
            if (weights[member] == 0) continue;
            Fit fit = able.get(member).fit(prepared.past());
            parts.add(new StandingCombination.Part(fit, weights[member]));
        }
        return new StandingCombination(
                task, describe(able, weights), parts, new Conformal(combined(errors)));
    }

    private List<FittedForecaster> able(Prepared prepared) {
        List<FittedForecaster> able = able(first, prepared);
        if (able.size() >= ENOUGH) return able;
        return Stream.concat(able.stream(), able(second, prepared).stream()).toList();
    }

    private static List<FittedForecaster> able(List<FittedForecaster> rank, Prepared prepared) {
        int half = prepared.past().length() / 2;
        return rank.stream()
                .filter(member -> member.needs(prepared.task().periods()) <= half)
                .filter(member -> member.suits(prepared.past()))
                .toList();
    }

    private StandingCombination lastValue(Task task, Prepared prepared) {
        Origins origins = prepared.origins(1);
        Fit fit = SeasonalNaive.ofShortest().fit(prepared.past());
        double[][] errors = {origins.errors(0, fit)};
        return new StandingCombination(
                task,
                name() + "(last value, too few values for more)",
                List.of(new StandingCombination.Part(fit, 1)),
                new Conformal(errors));
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

    /** Errors the combination would have made, each with weights that did not know them. */
    private static double[][] combined(double[][][] errors) {
        int origins = errors[0].length;
        Weights weights = new Weights(errors);
        double[][] combined = new double[origins][];
        for (int origin = 0; origin < origins; origin++) {
            double[] weight = weights.find(origins > 1 ? origin : -1);
            combined[origin] = new double[errors[0][origin].length];
            for (int member = 0; member < errors.length; member++) {
                if (weight[member] == 0) continue;
                for (int step = 0; step < combined[origin].length; step++)
                    combined[origin][step] += weight[member] * errors[member][origin][step];
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
