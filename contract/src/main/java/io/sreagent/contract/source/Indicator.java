package io.sreagent.contract.source;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Unit;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry of the catalogue of metrics: a name for what a query measures, whatever the vendor calls
 * it.
 *
 * @param name such as {@code latency_p99}
 * @param query in the source's own language; its result's labels become the {@link
 *     io.sreagent.analysis.fact.Resource}
 * @param scope what one series of the result is about
 * @param serviceLevel whether users feel it: such an indicator opens incidents by itself
 * @param limit a value that must not be reached, in {@code unit}; NaN when there is none
 * @param matters the smallest change that matters to anyone, in {@code unit}; NaN leaves it to the
 *     unit
 * @param harmful from here on, in {@code unit}, it may open an incident by itself; NaN: anywhere
 */
public record Indicator(
        String name,
        String query,
        Unit unit,
        Hurts hurts,
        Scope scope,
        boolean serviceLevel,
        double limit,
        double matters,
        double harmful) {
    private static final Pattern QUALIFIER = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** What one series of an indicator is about. */
    public enum Scope {
        SYSTEM,
        SERVICE,
        WORKLOAD,
        POD,
        NODE,
        /**
         * A call from one service to another; the resource is the callee, as seen by one caller.
         */
        EDGE,
        /**
         * How many pods of a workload run on a node; the resource has both. Tells where, not how.
         */
        PLACEMENT
    }

    public Indicator {
        requireNonNull(name, "name");
        requireNonNull(query, "query");
        requireNonNull(unit, "unit");
        requireNonNull(hurts, "hurts");
        requireNonNull(scope, "scope");
    }

    /** One whose every change its unit thinks worth a word matters, at any level. */
    public Indicator(
            String name,
            String query,
            Unit unit,
            Hurts hurts,
            Scope scope,
            boolean serviceLevel,
            double limit) {
        this(name, query, unit, hurts, scope, serviceLevel, limit, Double.NaN, Double.NaN);
    }

    /** Whether a value is on the side of {@code harmful} where harm is; true when none is set. */
    public boolean isHarmfulAt(double value) {
        if (Double.isNaN(harmful)) return true;
        return hurts == Hurts.DOWN ? value <= harmful : value >= harmful;
    }

    /**
     * The metric's name of one of several series about the same resource: {@code
     * node_filesystem_utilisation{mountpoint="/data"}}, or of a call {@code
     * dependency_latency{caller="shop/checkout"}}, where the caller is a resource's id.
     */
    public static String qualified(String name, Map<String, String> qualifiers) {
        if (qualifiers.isEmpty()) return name;
        StringJoiner text = new StringJoiner(",", name + "{", "}");
        new TreeMap<>(qualifiers)
                .forEach((label, value) -> text.add(label + "=\"" + escape(value) + "\""));
        return text.toString();
    }

    /** The catalogue's name of a metric: its name without qualifiers. */
    public static String base(String metricName) {
        int brace = metricName.indexOf('{');
        return brace < 0 ? metricName : metricName.substring(0, brace);
    }

    /** A qualifier of a metric's name, such as its {@code caller}. */
    public static Optional<String> qualifier(String metricName, String label) {
        Matcher pairs = QUALIFIER.matcher(metricName.substring(base(metricName).length()));
        while (pairs.find()) {
            if (pairs.group(1).equals(label)) {
                return Optional.of(pairs.group(2).replaceAll("\\\\(.)", "$1"));
            }
        }
        return Optional.empty();
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
