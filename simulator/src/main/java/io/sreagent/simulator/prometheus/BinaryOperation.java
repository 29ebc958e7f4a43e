package io.sreagent.simulator.prometheus;

import io.sreagent.simulator.metrics.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arithmetic, comparison and set operators between scalars and vectors. */
final class BinaryOperation {
    private final int steps;

    BinaryOperation(int steps) {
        this.steps = steps;
    }

    Value of(Expr.Binary b, Value left, Value right) {
        boolean set = QueryParser.SETS.contains(b.operator());
        if (left instanceof Value.Text || right instanceof Value.Text) {
            throw QueryException.badData(
                    "invalid parameter \"query\": parse error: binary expression must contain only scalar and instant vector types");
        }
        if (set && !(left instanceof Value.Vector && right instanceof Value.Vector)) {
            throw QueryException.badData(
                    "invalid parameter \"query\": parse error: set operator \"%s\" not allowed in binary scalar expression"
                            .formatted(b.operator()));
        }
        return switch (left) {
            case Value.Scalar(double[] l) when right instanceof Value.Scalar(double[] r) ->
                    scalars(b, l, r);
            case Value.Scalar(double[] l) -> withScalar(b, (Value.Vector) right, l, true);
            case Value.Vector l when right instanceof Value.Scalar(double[] r) ->
                    withScalar(b, l, r, false);
            case Value.Vector l when set -> sets(b, l, (Value.Vector) right);
            case Value.Vector l -> vectors(b, l, (Value.Vector) right);
            case Value.Text text -> text; // refused above
        };
    }

    private Value scalars(Expr.Binary b, double[] l, double[] r) {
        boolean compares = QueryParser.COMPARISONS.contains(b.operator());
        if (compares && !b.bool()) {
            throw QueryException.badData(
                    "invalid parameter \"query\": parse error: comparisons between scalars must use BOOL modifier");
        }
        var values = new double[steps];
        for (int i = 0; i < steps; i++) {
            values[i] =
                    compares
                            ? (holds(b.operator(), l[i], r[i]) ? 1 : 0)
                            : arithmetic(b.operator(), l[i], r[i]);
        }
        return new Value.Scalar(values);
    }

    private Value.Vector withScalar(
            Expr.Binary b, Value.Vector vector, double[] scalar, boolean scalarLeft) {
        boolean keepsName = QueryParser.COMPARISONS.contains(b.operator()) && !b.bool();
        List<Value.Row> rows = new ArrayList<>();
        for (Value.Row row : vector.rows()) {
            var values = new double[steps];
            for (int i = 0; i < steps; i++) {
                double v = row.values()[i];
                values[i] =
                        Value.absent(v)
                                ? Value.ABSENT
                                : scalarLeft
                                        ? apply(b, scalar[i], v, v)
                                        : apply(b, v, scalar[i], v);
            }
            rows.add(new Value.Row(keepsName ? row.labels() : row.labels().withoutName(), values));
        }
        return new Value.Vector(rows);
    }

    /** A filtering comparison passes {@code kept} on. */
    private static double apply(Expr.Binary b, double l, double r, double kept) {
        if (!QueryParser.COMPARISONS.contains(b.operator())) {
            return arithmetic(b.operator(), l, r);
        }
        boolean holds = holds(b.operator(), l, r);
        return b.bool() ? (holds ? 1 : 0) : holds ? kept : Value.ABSENT;
    }

    private static double arithmetic(String operator, double l, double r) {
        return switch (operator) {
            case "+" -> l + r;
            case "-" -> l - r;
            case "*" -> l * r;
            case "/" -> l / r;
            case "%" -> l % r;
            case "^" -> Math.pow(l, r);
            default ->
                    throw QueryException.badData(
                            "invalid parameter \"query\": parse error: operator \"%s\" is not supported here"
                                    .formatted(operator));
        };
    }

    private static boolean holds(String operator, double l, double r) {
        return switch (operator) {
            case "==" -> l == r;
            case "!=" -> l != r;
            case ">" -> l > r;
            case "<" -> l < r;
            case ">=" -> l >= r;
            default -> l <= r;
        };
    }

    private static Labels signature(Expr.Matching matching, Labels labels) {
        return matching.on()
                ? labels.keepingOnly(matching.labels())
                : labels.without(matching.labels());
    }

    private static Map<Labels, List<Value.Row>> grouped(
            Expr.Matching matching, Value.Vector vector) {
        Map<Labels, List<Value.Row>> groups = new LinkedHashMap<>();
        vector.rows()
                .forEach(
                        row ->
                                groups.computeIfAbsent(
                                                signature(matching, row.labels()),
                                                k -> new ArrayList<>())
                                        .add(row));
        return groups;
    }

    private Value.Vector sets(Expr.Binary b, Value.Vector left, Value.Vector right) {
        boolean or = b.operator().equals("or");
        Map<Labels, List<Value.Row>> other = grouped(b.matching(), or ? left : right);
        List<Value.Row> rows = new ArrayList<>();
        if (or) {
            rows.addAll(left.rows());
        }
        boolean wanted = b.operator().equals("and");
        for (Value.Row row : (or ? right : left).rows()) {
            List<Value.Row> partners =
                    other.getOrDefault(signature(b.matching(), row.labels()), List.of());
            var values = new double[steps];
            for (int i = 0; i < steps; i++) {
                values[i] = present(partners, i) == wanted ? row.values()[i] : Value.ABSENT;
            }
            rows.add(new Value.Row(row.labels(), values));
        }
        return new Value.Vector(merged(rows));
    }

    private static boolean present(List<Value.Row> rows, int step) {
        for (Value.Row row : rows) {
            if (!Value.absent(row.values()[step])) {
                return true;
            }
        }
        return false;
    }

    private Value.Vector vectors(Expr.Binary b, Value.Vector left, Value.Vector right) {
        Expr.Matching matching = b.matching();
        boolean swap = matching.grouping() == Expr.Grouping.RIGHT;
        Map<Labels, List<Value.Row>> many = grouped(matching, swap ? right : left);
        Map<Labels, List<Value.Row>> one = grouped(matching, swap ? left : right);
        boolean grouping = matching.grouping() != Expr.Grouping.ONE_TO_ONE;
        List<Value.Row> rows = new ArrayList<>();
        many.forEach(
                (signature, group) -> {
                    List<Value.Row> partners = one.get(signature);
                    if (partners == null) {
                        return;
                    }
                    for (Value.Row row : group) {
                        for (Value.Row partner : partners) {
                            rows.add(
                                    new Value.Row(
                                            labels(b, row.labels(), partner.labels()),
                                            joined(b, row.values(), partner.values(), swap)));
                        }
                    }
                    refuseSeveral(partners, group, signature, grouping ? "one" : "right");
                    if (!grouping) {
                        refuseSeveral(group, partners, signature, "left");
                    }
                });
        return new Value.Vector(merged(rows));
    }

    private double[] joined(Expr.Binary b, double[] row, double[] partner, boolean swap) {
        var values = new double[steps];
        for (int i = 0; i < steps; i++) {
            if (Value.absent(row[i]) || Value.absent(partner[i])) {
                values[i] = Value.ABSENT;
            } else {
                values[i] =
                        swap
                                ? apply(b, partner[i], row[i], partner[i])
                                : apply(b, row[i], partner[i], row[i]);
            }
        }
        return values;
    }

    /**
     * Several series with one signature are fine one after another (a pod replaced), but not at the
     * same step.
     */
    private void refuseSeveral(
            List<Value.Row> rows, List<Value.Row> others, Labels signature, String side) {
        for (int i = 0; rows.size() > 1 && i < steps; i++) {
            int present = 0;
            for (Value.Row row : rows) {
                present += Value.absent(row.values()[i]) ? 0 : 1;
            }
            if (present > 1 && present(others, i)) {
                throw QueryException.execution(
                        "found duplicate series for the match group %s on the %s hand-side of the operation;many-to-many matching not allowed: matching labels must be unique on one side"
                                .formatted(signature, side));
            }
        }
    }

    private static Labels labels(Expr.Binary b, Labels many, Labels one) {
        Expr.Matching matching = b.matching();
        boolean keepsName = QueryParser.COMPARISONS.contains(b.operator()) && !b.bool();
        Labels result = keepsName ? many : many.withoutName();
        if (matching.grouping() == Expr.Grouping.ONE_TO_ONE) {
            return matching.on()
                    ? result.keepingOnly(matching.labels())
                    : result.without(matching.labels());
        }
        for (String label : matching.include()) {
            result = result.with(label, one.get(label));
        }
        return result;
    }

    /** Rows that ended with the same labels become one, where they do not overlap. */
    private List<Value.Row> merged(List<Value.Row> rows) {
        Map<Labels, double[]> byLabels = new LinkedHashMap<>();
        for (Value.Row row : rows) {
            double[] known = byLabels.putIfAbsent(row.labels(), row.values());
            if (known != null) {
                double[] both = Arrays.copyOf(known, steps);
                for (int i = 0; i < steps; i++) {
                    if (Value.absent(both[i])) {
                        both[i] = row.values()[i];
                    }
                }
                byLabels.put(row.labels(), both);
            }
        }
        List<Value.Row> result = new ArrayList<>();
        byLabels.forEach((labels, values) -> result.add(new Value.Row(labels, values)));
        return result;
    }
}
