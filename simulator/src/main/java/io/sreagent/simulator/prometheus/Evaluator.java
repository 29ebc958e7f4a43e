package io.sreagent.simulator.prometheus;

import io.sreagent.simulator.metrics.Labels;
import io.sreagent.simulator.metrics.Series;
import io.sreagent.simulator.metrics.SeriesStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Evaluates an expression at all steps of a query. Cost: steps x series x samples in a window. */
final class Evaluator {
    private final SeriesStore store;
    private final long[] times;

    /**
     * @param times the steps, in milliseconds, ascending
     */
    Evaluator(SeriesStore store, long[] times) {
        this.store = store;
        this.times = times;
    }

    Value evaluate(Expr expr) {
        return switch (expr) {
            case Expr.Num(double value) -> new Value.Scalar(filled(value));
            case Expr.Str(String value) -> new Value.Text(value);
            case Expr.Selector selector -> instant(selector);
            case Expr.Negate(Expr of) -> map(evaluate(of), v -> -v, true);
            case Expr.Call call -> call(call);
            case Expr.Aggregate aggregate -> new Aggregation(times.length, this).of(aggregate);
            case Expr.Binary binary ->
                    new BinaryOperation(times.length)
                            .of(binary, evaluate(binary.left()), evaluate(binary.right()));
        };
    }

    private double[] filled(double value) {
        var values = new double[times.length];
        Arrays.fill(values, value);
        return values;
    }

    private Value.Vector instant(Expr.Selector selector) {
        if (selector.range() > 0) {
            throw QueryException.badData(
                    "invalid parameter \"query\": parse error: expected type instant vector here, got range vector");
        }
        return overSeries(selector, (window, at) -> window.instant(at), 300_000, false);
    }

    private interface At {
        double value(Window window, long at);
    }

    private Value.Vector overSeries(
            Expr.Selector selector, At function, long reach, boolean dropName) {
        long from = times[0] - selector.offset() - reach;
        long to = times[times.length - 1] - selector.offset();
        List<Value.Row> rows = new ArrayList<>();
        for (Series series : store.select(selector.matchers())) {
            var window = new Window(store, series, from, to);
            if (window.empty()) {
                continue;
            }
            var values = new double[times.length];
            boolean any = false;
            for (int i = 0; i < times.length; i++) {
                values[i] = function.value(window, times[i] - selector.offset());
                any |= !Value.absent(values[i]);
            }
            if (any) {
                rows.add(
                        new Value.Row(
                                dropName ? series.labels().withoutName() : series.labels(),
                                values));
            }
        }
        return new Value.Vector(rows);
    }

    private Value call(Expr.Call call) {
        String name = call.function();
        List<Expr> args = call.arguments();
        if (RangeFunction.ALL.containsKey(name)) {
            return rangeCall(name, args);
        }
        DoubleUnaryOperator byValue = Functions.BY_VALUE.get(name);
        if (byValue != null) {
            arity(call, 1, 1);
            return map(vector(name, args.getFirst()), byValue, true);
        }
        return switch (name) {
            case "time" -> {
                arity(call, 0, 0);
                yield new Value.Scalar(Arrays.stream(times).mapToDouble(t -> t / 1000.0).toArray());
            }
            case "vector" -> {
                arity(call, 1, 1);
                yield new Value.Vector(
                        List.of(new Value.Row(Labels.NONE, scalar(name, args.getFirst()))));
            }
            case "scalar" -> {
                arity(call, 1, 1);
                yield toScalar(vector(name, args.getFirst()));
            }
            case "histogram_quantile" -> {
                arity(call, 2, 2);
                yield histogramQuantile(scalar(name, args.get(0)), vector(name, args.get(1)));
            }
            case "clamp" -> {
                arity(call, 3, 3);
                double[] low = scalar(name, args.get(1));
                double[] high = scalar(name, args.get(2));
                yield mapSteps(
                        vector(name, args.getFirst()),
                        (v, i) ->
                                low[i] > high[i]
                                        ? Value.ABSENT
                                        : Math.max(low[i], Math.min(high[i], v)));
            }
            case "clamp_min" -> {
                arity(call, 2, 2);
                double[] low = scalar(name, args.get(1));
                yield mapSteps(vector(name, args.getFirst()), (v, i) -> Math.max(v, low[i]));
            }
            case "clamp_max" -> {
                arity(call, 2, 2);
                double[] high = scalar(name, args.get(1));
                yield mapSteps(vector(name, args.getFirst()), (v, i) -> Math.min(v, high[i]));
            }
            case "round" -> {
                arity(call, 1, 2);
                double[] to = args.size() == 2 ? scalar(name, args.get(1)) : filled(1);
                yield mapSteps(
                        vector(name, args.getFirst()),
                        (v, i) -> Math.floor(v / to[i] + 0.5) * to[i]);
            }
            case "absent" -> {
                arity(call, 1, 1);
                yield absent(args.getFirst(), vector(name, args.getFirst()));
            }
            case "absent_over_time" -> {
                arity(call, 1, 1);
                yield absent(args.getFirst(), (Value.Vector) rangeCall("present_over_time", args));
            }
            case "timestamp" -> {
                arity(call, 1, 1);
                yield timestamp(args.getFirst());
            }
            case "sort", "sort_desc" -> {
                arity(call, 1, 1);
                yield sorted(vector(name, args.getFirst()), name.equals("sort") ? 1 : -1);
            }
            case "label_replace" -> {
                arity(call, 5, 5);
                yield labelReplace(call);
            }
            case "label_join" -> {
                arity(call, 3, 100);
                yield labelJoin(call);
            }
            case "hour", "minute", "day_of_week" -> {
                arity(call, 0, 1);
                Value.Vector of =
                        args.isEmpty()
                                ? new Value.Vector(
                                        List.of(
                                                new Value.Row(
                                                        Labels.NONE,
                                                        Arrays.stream(times)
                                                                .mapToDouble(t -> t / 1000.0)
                                                                .toArray())))
                                : vector(name, args.getFirst());
                yield map(of, v -> calendar(name, v), true);
            }
            default ->
                    throw QueryException.badData(
                            "invalid parameter \"query\": parse error: function \"%s\" is not supported here"
                                    .formatted(name));
        };
    }

    private static double calendar(String part, double seconds) {
        var utc = Instant.ofEpochSecond((long) seconds).atZone(ZoneOffset.UTC);
        return switch (part) {
            case "hour" -> utc.getHour();
            case "minute" -> utc.getMinute();
            default -> utc.getDayOfWeek().getValue() % 7;
        };
    }

    private static void arity(Expr.Call call, int least, int most) {
        int n = call.arguments().size();
        if (n < least || n > most) {
            throw QueryException.badData(
                    "invalid parameter \"query\": parse error: expected %d argument(s) in call to \"%s\", got %d"
                            .formatted(n < least ? least : most, call.function(), n));
        }
    }

    private Value rangeCall(String name, List<Expr> args) {
        boolean takesScalar = name.equals("predict_linear") || name.equals("quantile_over_time");
        arity(new Expr.Call(name, args), takesScalar ? 2 : 1, takesScalar ? 2 : 1);
        Expr ranged = name.equals("quantile_over_time") ? args.get(1) : args.getFirst();
        double extra =
                takesScalar
                        ? scalar(
                                name,
                                name.equals("quantile_over_time") ? args.getFirst() : args.get(1))[
                                0]
                        : 0;
        if (!(ranged instanceof Expr.Selector selector) || selector.range() == 0) {
            throw QueryException.badData(
                    "invalid parameter \"query\": parse error: expected type range vector in call to function \"%s\", got instant vector"
                            .formatted(name));
        }
        RangeFunction function = java.util.Objects.requireNonNull(RangeFunction.ALL.get(name));
        return overSeries(
                selector,
                (window, at) ->
                        window.gather(at, selector.range()) == 0
                                ? Value.ABSENT
                                : function.over(window, at, selector.range(), extra),
                selector.range(),
                !name.equals("last_over_time"));
    }

    Value.Vector vector(String where, Expr expr) {
        Value value = evaluate(expr);
        if (value instanceof Value.Vector vector) {
            return vector;
        }
        throw QueryException.badData(
                "invalid parameter \"query\": parse error: expected type instant vector in call to \"%s\""
                        .formatted(where));
    }

    double[] scalar(String where, Expr expr) {
        Value value = evaluate(expr);
        if (value instanceof Value.Scalar(double[] values)) {
            return values;
        }
        throw QueryException.badData(
                "invalid parameter \"query\": parse error: expected type scalar in call to \"%s\""
                        .formatted(where));
    }

    private static String text(Expr.Call call, int i) {
        if (call.arguments().get(i) instanceof Expr.Str(String text)) {
            return text;
        }
        throw QueryException.badData(
                "invalid parameter \"query\": parse error: expected type string in call to function \"%s\""
                        .formatted(call.function()));
    }

    private interface StepOperator {
        double apply(double value, int step);
    }

    private static Value.Vector mapSteps(Value.Vector vector, StepOperator operator) {
        List<Value.Row> rows = new ArrayList<>();
        for (Value.Row row : vector.rows()) {
            var values = row.values().clone();
            for (int i = 0; i < values.length; i++) {
                if (!Value.absent(values[i])) {
                    values[i] = operator.apply(values[i], i);
                }
            }
            rows.add(new Value.Row(row.labels().withoutName(), values));
        }
        return new Value.Vector(rows);
    }

    private static Value map(Value value, DoubleUnaryOperator operator, boolean dropName) {
        return switch (value) {
            case Value.Scalar(double[] values) ->
                    new Value.Scalar(Arrays.stream(values).map(operator).toArray());
            case Value.Vector vector when dropName ->
                    mapSteps(vector, (v, i) -> operator.applyAsDouble(v));
            case Value.Vector vector -> vector;
            case Value.Text text ->
                    throw QueryException.badData(
                            "invalid parameter \"query\": parse error: operator on the string \""
                                    + text.text()
                                    + "\"");
        };
    }

    private Value.Scalar toScalar(Value.Vector vector) {
        double[] values = filled(Double.NaN);
        for (int i = 0; i < times.length; i++) {
            int present = 0;
            for (Value.Row row : vector.rows()) {
                if (!Value.absent(row.values()[i])) {
                    values[i] = ++present == 1 ? row.values()[i] : Double.NaN;
                }
            }
        }
        return new Value.Scalar(values);
    }

    private Value.Vector absent(Expr of, Value.Vector vector) {
        double[] values = filled(1);
        for (Value.Row row : vector.rows()) {
            for (int i = 0; i < values.length; i++) {
                if (!Value.absent(row.values()[i])) {
                    values[i] = Value.ABSENT;
                }
            }
        }
        Map<String, String> labels = new TreeMap<>();
        if (of instanceof Expr.Selector selector) {
            selector.matchers().stream()
                    .filter(
                            m ->
                                    m.kind() == io.sreagent.simulator.metrics.Matcher.Kind.EQUAL
                                            && !m.label().equals(Labels.NAME))
                    .forEach(m -> labels.put(m.label(), m.value()));
        }
        return new Value.Vector(List.of(new Value.Row(Labels.of(labels), values)));
    }

    private Value.Vector timestamp(Expr of) {
        if (!(of instanceof Expr.Selector selector)) {
            return mapSteps(vector("timestamp", of), (v, i) -> times[i] / 1000.0);
        }
        return overSeries(
                selector,
                (window, at) ->
                        Value.absent(window.instant(at))
                                ? Value.ABSENT
                                : window.instantTime(at) / 1000.0,
                300_000,
                true);
    }

    private Value.Vector sorted(Value.Vector vector, int sign) {
        int last = times.length - 1;
        List<Value.Row> rows = new ArrayList<>(vector.rows());
        rows.sort((a, b) -> sign * Double.compare(a.values()[last], b.values()[last]));
        return new Value.Vector(rows);
    }

    private Value.Vector histogramQuantile(double[] q, Value.Vector buckets) {
        Map<Labels, TreeMap<Double, double[]>> groups = new LinkedHashMap<>();
        for (Value.Row row : buckets.rows()) {
            String le = row.labels().get("le");
            if (!le.isEmpty()) {
                groups.computeIfAbsent(row.labels().without(List.of("le")), key -> new TreeMap<>())
                        .put(
                                le.equals("+Inf")
                                        ? Double.POSITIVE_INFINITY
                                        : Double.parseDouble(le),
                                row.values());
            }
        }
        List<Value.Row> rows = new ArrayList<>();
        groups.forEach((labels, group) -> rows.add(new Value.Row(labels, quantiles(q, group))));
        return new Value.Vector(rows);
    }

    private double[] quantiles(double[] q, TreeMap<Double, double[]> group) {
        var result = new double[times.length];
        var bounds = new double[group.size()];
        var counts = new double[group.size()];
        for (int i = 0; i < times.length; i++) {
            int n = 0;
            for (var bucket : group.entrySet()) {
                double count = bucket.getValue()[i];
                if (!Value.absent(count)) {
                    bounds[n] = bucket.getKey();
                    counts[n++] = count;
                }
            }
            result[i] =
                    n == 0 ? Value.ABSENT : Functions.histogramQuantile(q[i], bounds, counts, n);
        }
        return result;
    }

    private Value.Vector labelReplace(Expr.Call call) {
        Value.Vector of = vector("label_replace", call.arguments().getFirst());
        String destination = text(call, 1);
        String replacement = text(call, 2);
        String source = text(call, 3);
        Pattern pattern;
        try {
            pattern = Pattern.compile("(?s)(?:" + text(call, 4) + ")");
        } catch (PatternSyntaxException e) {
            throw QueryException.execution(
                    "invalid regular expression in label_replace(): " + text(call, 4));
        }
        List<Value.Row> rows = new ArrayList<>();
        for (Value.Row row : of.rows()) {
            var m = pattern.matcher(row.labels().get(source));
            rows.add(
                    m.matches()
                            ? new Value.Row(
                                    row.labels()
                                            .with(
                                                    destination,
                                                    m.replaceFirst(goToJava(replacement))),
                                    row.values())
                            : row);
        }
        return new Value.Vector(rows);
    }

    /** Go writes ${1} and ${name}; Java writes $1 and ${name}. */
    private static String goToJava(String replacement) {
        return replacement.replaceAll("\\$\\{([0-9]+)\\}", "\\$$1");
    }

    private Value.Vector labelJoin(Expr.Call call) {
        Value.Vector of = vector("label_join", call.arguments().getFirst());
        String destination = text(call, 1);
        String separator = text(call, 2);
        List<Value.Row> rows = new ArrayList<>();
        for (Value.Row row : of.rows()) {
            List<String> parts = new ArrayList<>();
            for (int i = 3; i < call.arguments().size(); i++) {
                parts.add(row.labels().get(text(call, i)));
            }
            rows.add(
                    new Value.Row(
                            row.labels().with(destination, String.join(separator, parts)),
                            row.values()));
        }
        return new Value.Vector(rows);
    }
}
