package io.sreagent.analysis.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gradient-boosted trees on what {@link LagRegression} leaves unexplained, with the same features
 * and the step h itself: they find what is not linear, such as a ceiling or a day that behaves
 * differently when yesterday was quiet.
 *
 * <pre>
 * F₀ = lag regression;   F_m = F_{m−1} + ν·tree(y − F_{m−1}), depth 3, ν = 0.1
 * </pre>
 *
 * The number of trees is the one with the least absolute error on the last fifth of the examples,
 * at most {@value #MOST_TREES}; none at all is allowed.
 *
 * <p>Gaps are bridged first. Source: Friedman 2001, with quantile bins. Cost: trees × depth × rows
 * × features.
 */
public final class BoostedLags extends FittedForecaster {

    private static final int MOST_TREES = 60;
    private static final int MOST_ROWS = 2000;
    private static final int BINS = 16;
    private static final int LEAST_IN_LEAF = 20;
    private static final double RATE = 0.1;

    @Override
    public String name() {
        return "boosted-lags";
    }

    @Override
    public int needs(int[] periods) {
        return 100;
    }

    @Override
    Fit fit(Past learned) {
        Fit linear = LagRegression.quick().fit(learned);
        int[] periods = learned.periods();
        Examples examples = new Examples(learned, linear);
        return (past, horizon) -> {
            Trees trees = examples.trees(horizon);
            Lags lags = new Lags(past.values(), periods, learned.length());
            double[] mean = linear.ahead(past, horizon);
            for (int h = 1; h <= horizon; h++)
                mean[h - 1] += trees.at(features(lags, past.length(), h));
            return mean;
        };
    }

    private static double[] features(Lags lags, int end, int h) {
        double[] row = lags.row(end, h);
        double[] longer = Arrays.copyOf(row, row.length + 1);
        longer[row.length] = h;
        return longer;
    }

    /** Grows trees for the horizon first asked for and keeps them. */
    private static final class Examples {
        private final Past past;
        private final Fit linear;
        private final Map<Integer, Trees> grown = new HashMap<>();

        Examples(Past past, Fit linear) {
            this.past = past;
            this.linear = linear;
        }

        Trees trees(int horizon) {
            return grown.computeIfAbsent(horizon, this::grow);
        }

        private Trees grow(int horizon) {
            Lags lags = new Lags(past.values(), past.periods(), past.length());
            int from = lags.reach();
            int origins = past.length() - horizon - from;
            if (origins < 5 * LEAST_IN_LEAF) return new Trees(List.of());
            // A whole linear forecast is made at each origin, so few origins and many steps of
            // each.
            int taken = Math.min(origins, Math.max(40, MOST_ROWS / Math.min(horizon, 24)));
            int steps = Math.min(horizon, MOST_ROWS / taken);
            double[][] row = new double[taken * steps][];
            double[] left = new double[row.length];
            for (int i = 0; i < taken; i++) {
                int end = from + (int) ((long) i * origins / taken);
                double[] told = linear.ahead(past.until(end), horizon);
                for (int j = 0; j < steps; j++) {
                    int h =
                            1
                                    + (int) ((long) j * horizon / steps)
                                    + i % Math.max(1, horizon / steps);
                    h = Math.min(h, horizon);
                    row[i * steps + j] = features(lags, end, h);
                    left[i * steps + j] = past.values()[end - 1 + h] - told[h - 1];
                }
            }
            return Trees.grow(row, left);
        }
    }

    /** A sum of small trees. */
    private record Trees(List<Node> trees) {

        static Trees grow(double[][] row, double[] left) {
            int shown = row.length * 4 / 5;
            double[][] cuts = cuts(row);
            List<Node> trees = new ArrayList<>();
            double[] rest = left.clone();
            double least = error(rest, shown);
            int best = 0;
            int[] all = new int[shown];
            for (int i = 0; i < shown; i++) all[i] = i;
            for (int tree = 1; tree <= MOST_TREES; tree++) {
                Node root = Node.grow(row, rest, all, cuts, 3);
                trees.add(root);
                for (int i = 0; i < rest.length; i++) rest[i] -= RATE * root.at(row[i]);
                double error = error(rest, shown);
                if (error < least * 0.999) {
                    least = error;
                    best = tree;
                }
                if (tree - best > 10) break;
            }
            return new Trees(List.copyOf(trees.subList(0, best)));
        }

        double at(double[] row) {
            double sum = 0;
            for (Node tree : trees) sum += RATE * tree.at(row);
            return sum;
        }

        private static double error(double[] rest, int from) {
            double sum = 0;
            for (int i = from; i < rest.length; i++) sum += Math.abs(rest[i]);
            return sum;
        }

        private static double[][] cuts(double[][] row) {
            double[][] cuts = new double[row[0].length][BINS - 1];
            double[] column = new double[row.length];
            for (int feature = 0; feature < cuts.length; feature++) {
                for (int i = 0; i < row.length; i++) column[i] = row[i][feature];
                Arrays.sort(column);
                for (int bin = 1; bin < BINS; bin++)
                    cuts[feature][bin - 1] = column[bin * (row.length - 1) / BINS];
            }
            return cuts;
        }
    }

    private sealed interface Node {
        double at(double[] row);

        record Leaf(double value) implements Node {
            @Override
            public double at(double[] row) {
                return value;
            }
        }

        record Split(int feature, double cut, Node below, Node above) implements Node {
            @Override
            public double at(double[] row) {
                return row[feature] <= cut ? below.at(row) : above.at(row);
            }
        }

        static Node grow(double[][] row, double[] rest, int[] members, double[][] cuts, int depth) {
            double total = 0;
            for (int i : members) total += rest[i];
            Leaf leaf = new Leaf(total / Math.max(1, members.length));
            if (depth == 0 || members.length < 2 * LEAST_IN_LEAF) return leaf;
            double most = total * total / members.length * (1 + 1e-9);
            int feature = -1;
            double cut = 0;
            for (int f = 0; f < cuts.length; f++) {
                double[] sum = new double[BINS];
                int[] count = new int[BINS];
                for (int i : members) {
                    int bin = bin(cuts[f], row[i][f]);
                    sum[bin] += rest[i];
                    count[bin]++;
                }
                double below = 0;
                int belowCount = 0;
                for (int bin = 0; bin < BINS - 1; bin++) {
                    below += sum[bin];
                    belowCount += count[bin];
                    int aboveCount = members.length - belowCount;
                    if (belowCount < LEAST_IN_LEAF || aboveCount < LEAST_IN_LEAF) continue;
                    double above = total - below;
                    double gain = below * below / belowCount + above * above / aboveCount;
                    if (gain > most) {
                        most = gain;
                        feature = f;
                        cut = cuts[f][bin];
                    }
                }
            }
            if (feature < 0) return leaf;
            int chosen = feature;
            double at = cut;
            int[] below = Arrays.stream(members).filter(i -> row[i][chosen] <= at).toArray();
            int[] above = Arrays.stream(members).filter(i -> row[i][chosen] > at).toArray();
            return new Split(
                    feature,
                    cut,
                    grow(row, rest, below, cuts, depth - 1),
                    grow(row, rest, above, cuts, depth - 1));
        }

        private static int bin(double[] cuts, double value) {
            int low = 0;
            int high = cuts.length;
            while (low < high) {
                int middle = (low + high) / 2;
                if (value <= cuts[middle]) high = middle;
                else low = middle + 1;
            }
            return low;
        }
    }
}
