package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Methods that people ask for by name to decide which metrics count as alarmed before causes are
 * ranked. Without one the engine judges by its own robust distances.
 *
 * <p>Each learns from the values before a time and flags single values since; a metric is alarmed
 * from the first of three values of which two are flagged on the side that hurts. NaN is a gap. A
 * past of fewer than {@value #LEAST_PAST} values alarms nothing.
 */
public enum PreDetector {
    /** {@code |x − mean| > 3 · standard deviation}; Shewhart, 1931. Cost n. */
    Z_SCORE {
        @Override
        Limits learn(double[] past) {
            double mean = 0;
            for (double value : past) mean += value / past.length;
            double square = 0;
            for (double value : past) square += (value - mean) * (value - mean) / past.length;
            double reach = 3 * Math.sqrt(square);
            return Limits.band(mean, mean - reach, mean + reach);
        }
    },

    /** Outside {@code Q1 − 1.5 IQR … Q3 + 1.5 IQR}; Tukey, "Exploratory Data Analysis", 1977. */
    IQR {
        @Override
        Limits learn(double[] past) {
            double low = Robust.quantile(past, 0.25);
            double high = Robust.quantile(past, 0.75);
            double reach = 1.5 * (high - low);
            return Limits.band(Robust.quantile(past, 0.5), low - reach, high + reach);
        }
    },

    /**
     * Isolated by few random cuts: a score of at least 0.6 and the 99 % quantile of the past; Liu,
     * Ting and Zhou, "Isolation Forest", 2008. Cost: trees × log sample per value.
     */
    ISOLATION_FOREST {
        @Override
        Limits learn(double[] past) {
            RandomCuts cuts = RandomCuts.of(past);
            double[] scores = new double[past.length];
            for (int i = 0; i < past.length; i++) scores[i] = cuts.score(past[i]);
            double[] sorted = Robust.sorted(scores, 0, scores.length);
            // Beyond all of the past the score stays what it is at its end, hence "at least".
            double limit = Math.max(0.6, Robust.quantile(sorted, 0.99));
            return new Limits(Robust.quantile(past, 0.5), value -> cuts.score(value) >= limit);
        }
    },

    /**
     * In no cluster of the past: fewer than five past values within ε, the largest distance of a
     * past value to its fifth nearest but for one in twenty, doubled; Ester and others, "A
     * Density-Based Algorithm for Discovering Clusters", 1996. Cost n log n.
     */
    DBSCAN {
        @Override
        Limits learn(double[] past) {
            double[] distances = new double[past.length];
            for (int i = 0; i < past.length; i++) distances[i] = toFifth(past, past[i]);
            double[] sorted = Robust.sorted(distances, 0, distances.length);
            double radius = Math.max(2 * Robust.quantile(sorted, 0.95), 1e-12);
            return new Limits(Robust.quantile(past, 0.5), value -> toFifth(past, value) > radius);
        }
    };

    private static final int LEAST_PAST = 10;
    private static final int NEIGHBOURS = 5;

    /** What is unusual about single values. */
    interface Unusual {
        boolean is(double value);
    }

    /**
     * @param middle median or mean of the past, to tell up from down
     */
    record Limits(double middle, Unusual unusual) {
        static Limits band(double middle, double lower, double upper) {
            return new Limits(middle, value -> value < lower || value > upper);
        }
    }

    /**
     * @param past in rising order, no gaps
     */
    abstract Limits learn(double[] past);

    /** {@code z_score}, {@code iqr}, {@code isolation_forest} or {@code dbscan}. */
    public static Optional<PreDetector> named(String name) {
        for (PreDetector each : values())
            if (each.code().equals(name.toLowerCase(Locale.ROOT).replace('-', '_')))
                return Optional.of(each);
        return Optional.empty();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The metrics that are alarmed since a time, in the order given. */
    public List<Anomaly> alarms(List<Series> metrics, Instant calmUntil) {
        List<Anomaly> alarms = new ArrayList<>();
        for (Series series : metrics) alarm(series, calmUntil).ifPresent(alarms::add);
        return alarms;
    }

    private Optional<Anomaly> alarm(Series series, Instant calmUntil) {
        int first = series.indexAt(calmUntil) + 1;
        double[] past = Robust.sorted(series.values(), 0, first);
        if (past.length < LEAST_PAST) return Optional.empty();
        Limits limits = learn(past);
        Metric metric = series.metric();
        for (int i = first; i < series.length(); i++) {
            if (!isHarmful(series, i, limits)) continue;
            int flagged = 0;
            for (int j = i; j < Math.min(i + 3, series.length()); j++)
                if (isHarmful(series, j, limits)) flagged++;
            if (flagged < 2) continue;
            return Optional.of(anomaly(metric, series, i, limits.middle()));
        }
        return Optional.empty();
    }

    private static boolean isHarmful(Series series, int i, Limits limits) {
        double value = series.values()[i];
        return !Double.isNaN(value)
                && series.metric().hurts().by(value - limits.middle())
                && limits.unusual().is(value);
    }

    private Anomaly anomaly(Metric metric, Series series, int i, double middle) {
        double value = series.values()[i];
        return new Anomaly(
                metric,
                AnomalyKind.LEVEL_SHIFT,
                series.timeOf(i),
                series.end(),
                value,
                new Band(Double.NEGATIVE_INFINITY, middle, Double.POSITIVE_INFINITY),
                1,
                0,
                value < middle ? -1 : 1,
                List.of(code()),
                new Words(
                        "%s flags %s: %s → %s"
                                .formatted(
                                        code(),
                                        metric.id(),
                                        Phrase.number(middle),
                                        Phrase.number(value)),
                        "%s 判定 %s 异常：%s → %s"
                                .formatted(
                                        code(),
                                        metric.id(),
                                        Phrase.number(middle),
                                        Phrase.number(value))));
    }

    /** Distance to the fifth nearest of sorted values, counting an equal one. */
    private static double toFifth(double[] sorted, double value) {
        int at = java.util.Arrays.binarySearch(sorted, value);
        int right = at >= 0 ? at : -at - 1;
        int left = right - 1;
        double distance = Double.POSITIVE_INFINITY;
        for (int found = 0; found < NEIGHBOURS; found++) {
            double below = left >= 0 ? value - sorted[left] : Double.POSITIVE_INFINITY;
            double above = right < sorted.length ? sorted[right] - value : Double.POSITIVE_INFINITY;
            distance = Math.min(below, above);
            if (below <= above) left--;
            else right++;
        }
        return distance;
    }
}
