package io.sreagent.simulator.prometheus;

import io.sreagent.simulator.metrics.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Aggregation operators: groups are formed once, then each step is summed up over the rows that
 * have a value there.
 */
final class Aggregation {
    private final int steps;
    private final Evaluator evaluator;

    Aggregation(int steps, Evaluator evaluator) {
        this.steps = steps;
        this.evaluator = evaluator;
    }

    Value.Vector of(Expr.Aggregate aggregate) {
        Map<Labels, List<Value.Row>> groups = new LinkedHashMap<>();
        for (Value.Row row : evaluator.vector(aggregate.operator(), aggregate.of()).rows()) {
            Labels key =
                    aggregate.without()
                            ? row.labels().without(aggregate.labels())
                            : row.labels().keepingOnly(aggregate.labels());
            groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
        }
        Expr parameterExpr = aggregate.parameter();
        double[] parameter =
                parameterExpr == null
                        ? new double[steps]
                        : evaluator.scalar(aggregate.operator(), parameterExpr);
        List<Value.Row> rows = new ArrayList<>();
        boolean top = aggregate.operator().equals("topk");
        if (top || aggregate.operator().equals("bottomk")) {
            groups.values().forEach(group -> rows.addAll(best(group, parameter, top ? -1 : 1)));
        } else {
            groups.forEach(
                    (labels, group) ->
                            rows.add(
                                    new Value.Row(
                                            labels,
                                            aggregated(aggregate.operator(), group, parameter))));
        }
        return new Value.Vector(rows);
    }

    private double[] aggregated(String operator, List<Value.Row> group, double[] parameter) {
        var result = new double[steps];
        var present = new double[group.size()];
        for (int i = 0; i < steps; i++) {
            int n = 0;
            for (Value.Row row : group) {
                double v = row.values()[i];
                if (!Value.absent(v)) {
                    present[n++] = v;
                }
            }
            result[i] = n == 0 ? Value.ABSENT : one(operator, present, n, parameter[i]);
        }
        return result;
    }

    private static double one(String operator, double[] values, int n, double parameter) {
        return switch (operator) {
            case "sum" -> sum(values, n);
            case "avg" -> sum(values, n) / n;
            case "count" -> n;
            case "group" -> 1;
            case "min" -> extreme(values, n, -1);
            case "max" -> extreme(values, n, 1);
            case "stddev" -> Math.sqrt(variance(values, n));
            case "stdvar" -> variance(values, n);
            case "quantile" -> RangeFunction.quantile(parameter, Arrays.copyOf(values, n));
            default ->
                    throw QueryException.badData(
                            "invalid parameter \"query\": parse error: aggregation \"%s\" is not supported here"
                                    .formatted(operator));
        };
    }

    private static double sum(double[] values, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += values[i];
        }
        return sum;
    }

    /** NaN loses against any number, as in Prometheus. */
    private static double extreme(double[] values, int n, int sign) {
        double best = values[0];
        for (int i = 1; i < n; i++) {
            if (Double.isNaN(best) || sign * values[i] > sign * best) {
                best = values[i];
            }
        }
        return best;
    }

    private static double variance(double[] values, int n) {
        double mean = sum(values, n) / n;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
        return squares / n;
    }

    private List<Value.Row> best(List<Value.Row> group, double[] k, int sign) {
        List<Value.Row> kept = new ArrayList<>();
        group.forEach(
                row -> {
                    var none = new double[steps];
                    Arrays.fill(none, Value.ABSENT);
                    kept.add(new Value.Row(row.labels(), none));
                });
        for (int i = 0; i < steps; i++) {
            int step = i;
            List<Integer> order = new ArrayList<>();
            for (int r = 0; r < group.size(); r++) {
                if (!Value.absent(group.get(r).values()[i])) {
                    order.add(r);
                }
            }
            order.sort(Comparator.comparingDouble(r -> sign * group.get(r).values()[step]));
            for (int r : order.subList(0, Math.max(0, Math.min(order.size(), (int) k[i])))) {
                kept.get(r).values()[i] = group.get(r).values()[i];
            }
        }
        int last = steps - 1;
        kept.removeIf(row -> Arrays.stream(row.values()).allMatch(Value::absent));
        kept.sort(Comparator.comparingDouble(row -> sign * row.values()[last]));
        return kept;
    }
}
